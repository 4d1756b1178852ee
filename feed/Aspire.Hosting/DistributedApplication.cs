using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly EntryPointRun? _test;
    private bool _ended;

    public DistributedApplication(IHost host)
        : this(host, test: null)
    {
    }

    internal DistributedApplication(IHost host, EntryPointRun? test)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        _test = test;
    }

    public IServiceProvider Services => _host.Services;

    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new DistributedApplicationBuilder(args);
    }

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);

        // Whoever disposes without stopping leaves no process behind either.
        if (_ended || IsEntryPointOfTest)
        {
            return;
        }

        _ended = true;
        await _host.StopAsync().ConfigureAwait(false);
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
    }

    public virtual Task StartAsync(CancellationToken cancellationToken = default) =>
        IsEntryPointOfTest ? Reached(l => l.ApplicationStarted, cancellationToken) : _host.StartAsync(cancellationToken);

    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (IsEntryPointOfTest)
        {
            await Reached(l => l.ApplicationStopped, cancellationToken).ConfigureAwait(false);
            return;
        }

        await HostingAbstractionsHostExtensions.RunAsync(_host, cancellationToken).ConfigureAwait(false);
        _ended = true;
    }

    public void Run() => RunAsync().GetAwaiter().GetResult();

    // In a test the AppHost's own program builds the application, and the test starts and ends it.
    private bool IsEntryPointOfTest => _test is not null && EntryPointRun.Current == _test;

    private async Task Reached(Func<IHostApplicationLifetime, CancellationToken> stage, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var _ = stage(Services.GetRequiredService<IHostApplicationLifetime>()).Register(() => reached.TrySetResult());
        await reached.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
