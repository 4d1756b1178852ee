using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Where the lines of all resources go.</summary>
internal interface IOutput
{
    void Start(ResourceNotificationService notifications);

    void Line(string resource, string text);

    Task StopAsync();
}

/// <summary>In a test: into the application's logging, under the categories that the genuine package uses.</summary>
internal sealed class LoggedOutput(ILoggerFactory loggers, AppHostName name) : IOutput
{
    public void Start(ResourceNotificationService notifications)
    {
    }

    public void Line(string resource, string text) => LogLine(loggers.CreateLogger($"{name.Value}.Resources.{resource}"), text, null);

    public Task StopAsync() => Task.CompletedTask;

    private static readonly Action<ILogger, string, Exception?> LogLine = LoggerMessage.Define<string>(LogLevel.Information, new(1), "{Line}");
}

internal sealed record AppHostName(string Value);

/// <summary>In a run: the AppHost's own messages, between the lines of the resources.</summary>
internal sealed class OutputLoggerProvider(IOutput output) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new OutputLogger(output);

    public void Dispose()
    {
    }

    private sealed class OutputLogger(IOutput output) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                output.Line("apphost", exception is null ? formatter(state, null) : $"{formatter(state, exception)} {exception}");
            }
        }
    }
}
