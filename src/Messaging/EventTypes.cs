using System.Reflection;

namespace Netralitas.Messaging;

/// <summary>The events that may be published: the public types of one assembly, by their full name.</summary>
/// <param name="contracts">The assembly of contracts.</param>
internal sealed class EventTypes(Assembly contracts)
{
    /// <exception cref="UnknownEventException">The assembly has no such type: the message waits, and is parked after ten attempts.</exception>
    internal Type Find(string fullName) => contracts.GetType(fullName) ?? throw new UnknownEventException(fullName);
}

/// <summary>An outbox row names an event that this release does not know.</summary>
/// <param name="fullName">Full name of the type.</param>
internal sealed class UnknownEventException(string fullName) : Exception($"No event {fullName} in the contracts of this release.");
