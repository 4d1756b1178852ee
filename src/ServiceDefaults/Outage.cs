using System.Data.Common;
using System.Net.Sockets;

namespace Netralitas.ServiceDefaults;

/// <summary>Tells what passes by itself, a dependency that is away or overloaded, from what is wrong with a message or with the code.</summary>
public static class Outage
{
    // Data exceptions, broken constraints, and statements that the database does not understand: no waiting mends them.
    private static readonly string[] FaultClasses = ["22", "23", "42"];

    /// <summary>Whether an exception, or one that it wraps, is an outage: the same thing tried later may succeed.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool Is(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is TimeoutException or SocketException || (cause is DbException database && !IsFault(database)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFault(DbException exception) =>
        exception.SqlState is { } state && FaultClasses.Any(fault => state.StartsWith(fault, StringComparison.Ordinal));
}
