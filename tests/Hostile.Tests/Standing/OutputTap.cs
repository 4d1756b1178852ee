using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Netralitas.Hostile.Tests.Standing;

/// <summary>Every line that any process of the suite writes, and every message of the AppHost.</summary>
internal sealed class OutputTap : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>The lines so far.</summary>
    internal IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Tap(categoryName, lines);

    public void Dispose()
    {
    }

    private sealed class Tap(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{category} | {formatter(state, exception)} {exception}");
    }
}
