using System.Reflection;
using System.Text.Json;

namespace Netralitas.Messaging;

/// <summary>The events that may be published: the public types of one assembly, by their full name.</summary>
/// <param name="contracts">The assembly of contracts.</param>
internal sealed class EventTypes(Assembly contracts)
{
    /// <summary>Reads a row's event.</summary>
    /// <exception cref="UnknownEventException">The assembly has no such type, or the body is none of it: the message waits, and is parked after ten attempts.</exception>
    internal (object Body, Type Type) Read(OutboxMessage message)
    {
        var type = contracts.GetType(message.Type) ?? throw new UnknownEventException($"No event {message.Type} in the contracts of this release.");
        var body = JsonSerializer.Deserialize(message.Body, type, Outbox.Json) ?? throw new UnknownEventException($"The body of message {message.Id} is null.");
        return (body, type);
    }
}

/// <summary>An outbox row holds no event that this release knows.</summary>
/// <param name="message">What is wrong with it.</param>
internal sealed class UnknownEventException(string message) : Exception(message);
