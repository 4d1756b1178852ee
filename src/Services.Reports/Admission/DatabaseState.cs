using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Admission;

/// <summary>Whether the database is believed to take reports, so that not each of them waits to find out that it does not.</summary>
internal sealed partial class DatabaseState(ILogger<DatabaseState> log)
{
    private int away;

    /// <summary>Whether a write failed by an outage, and none has succeeded since.</summary>
    internal bool IsAway => Volatile.Read(ref away) != 0;

    /// <summary>Tells of a failed write.</summary>
    internal void Failed(Exception exception)
    {
        if (!Outage.Is(exception))
        {
            LogRejected(exception);
        }
        else if (Interlocked.Exchange(ref away, 1) == 0)
        {
            LogAway(exception);
        }
    }

    /// <summary>Tells of a write that succeeded.</summary>
    internal void Succeeded()
    {
        if (Interlocked.Exchange(ref away, 0) != 0)
        {
            LogBack();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Spooled: the database rejected reports for a reason of their own")]
    private partial void LogRejected(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Spooled: the database takes no reports; they go to the spool until it does")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database takes reports again")]
    private partial void LogBack();
}
