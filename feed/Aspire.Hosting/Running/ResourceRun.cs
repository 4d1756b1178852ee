using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>One resource, or one replica of it, from waiting to its end. Nothing is restarted.</summary>
internal sealed class ResourceRun(SuiteContext suite, IResource resource, int replica, int replicas)
{
    private readonly string _id = replicas == 1 ? resource.Name : $"{resource.Name}-{replica}";
    private readonly List<SupervisedProcess> _processes = [];
    private readonly Lock _lock = new();
    private Task _run = Task.CompletedTask;
    private bool _ending;

    internal IResource Resource { get; } = resource;

    /// <summary>Why it cannot start, if that is known beforehand.</summary>
    internal string? Fault { get; init; }

    private ILocalService? Service => Resource.Annotations.OfType<LocalServiceAnnotation>().LastOrDefault()?.Service;

    internal void Announce() => Publish(s => s with
    {
        State = KnownResourceStates.NotStarted,
        CreationTimeStamp = DateTime.UtcNow,
    });

    internal void Begin(CancellationToken ending)
    {
        if (!Resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
        {
            _run = Task.Run(() => RunAsync(ending), CancellationToken.None);
        }
    }

    internal async Task EndAsync()
    {
        SupervisedProcess[] running;
        lock (_lock)
        {
            _ending = true;
            running = [.. _processes.Where(p => !p.Exit.IsCompleted)];
        }

        if (running.Length > 0)
        {
            Publish(s => s with { State = KnownResourceStates.Stopping });
        }

        await StopAsync(running).ConfigureAwait(false);
        await _run.ConfigureAwait(false);
    }

    private static async Task StopAsync(IEnumerable<SupervisedProcess> running)
    {
        // The main process was started last and ends first.
        foreach (var process in running.Reverse())
        {
            await process.StopAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync(CancellationToken ending)
    {
        try
        {
            if (Fault is not null)
            {
                throw new DistributedApplicationException(Fault);
            }

            if (Resource.HasAnnotationOfType<WaitAnnotation>())
            {
                Publish(s => s with { State = KnownResourceStates.Waiting });
                await suite.Notifications.WaitForDependenciesAsync(Resource, ending).ConfigureAwait(false);
            }

            Publish(s => s with { State = KnownResourceStates.Starting });
            await (Resource switch
            {
                ProjectResource or ContainerResource => RunProcessesAsync(ending),
                IResourceWithParent child => FollowAsync(child.Parent, ending),
                ParameterResource parameter => ResolveAsync(parameter, ending),
                _ => BecomeReadyAsync(ending),
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            Publish(s => s with { State = KnownResourceStates.Exited, StopTimeStamp = DateTime.UtcNow });
        }
        catch (Exception e)
        {
            // Whatever went wrong belongs to this resource: it is shown there, and those that wait for it are told.
            await StopAsync([.. _processes]).ConfigureAwait(false);
            suite.Output.Line(Resource.Name, $"failed to start: {e.Message}");
            Publish(s => s with { State = KnownResourceStates.FailedToStart, StopTimeStamp = DateTime.UtcNow, Pid = null, Reason = e.Message });
        }
    }

    private async Task RunProcessesAsync(CancellationToken ending)
    {
        IReadOnlyList<ProcessSpec> specs = Resource is ProjectResource project
            ? [await suite.Projects.PrepareAsync(project, replica, ending).ConfigureAwait(false)]
            : await (Service ?? throw new DistributedApplicationException(
                "The stand-in for Aspire runs projects, PostgreSQL and RabbitMQ; other containers need the genuine package."))
                .PrepareAsync(new(suite.Folders, suite.Processes, suite.Ports, Log), ending).ConfigureAwait(false);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_ending, this);
            _processes.AddRange(specs.Select(spec => suite.Processes.Start(spec, Log)));
        }

        var main = _processes[^1];
        var checks = Resource.Annotations.OfType<HealthCheckAnnotation>().Select(h => new HealthReportSnapshot(h.Key, null, null, null));
        Publish(s => s with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = DateTime.UtcNow,
            Pid = main.Pid,
            HealthReports = [.. checks],
            Urls = [.. Resource.Annotations.OfType<EndpointAnnotation>().Select(e => new UrlSnapshot(e.Name, e.Replicas[replica].UriString, IsInternal: false))],
        });

        using var ended = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending, ended.Token);
        var watch = WatchHealthAsync(either.Token);
        var first = await Task.WhenAny([watch, .. _processes.Select(p => p.Exit)]).ConfigureAwait(false);
        if (first == watch && !either.IsCancellationRequested)
        {
            await watch.ConfigureAwait(false);
        }

        // When the main process or one that it needs ends, all do.
        var code = await (await Task.WhenAny(_processes.Select(p => p.Exit)).ConfigureAwait(false)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await StopAsync(_processes).ConfigureAwait(false);
        Publish(s => s with
        {
            State = code == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited,
            ExitCode = code,
            StopTimeStamp = DateTime.UtcNow,
            Pid = null,
        });
    }

    // A database lives and ends with its server.
    private async Task FollowAsync(IResource parent, CancellationToken ending)
    {
        await suite.Notifications.WaitForResourceHealthyAsync(parent.Name, ending).ConfigureAwait(false);
        Publish(s => s with { State = KnownResourceStates.Running, StartTimeStamp = DateTime.UtcNow, IsReady = true });
        await suite.Notifications.WaitForResourceAsync(parent.Name, e => ResourceNotificationService.IsUnavailable(e.Snapshot), ending).ConfigureAwait(false);
        Publish(s => s with { State = KnownResourceStates.Exited, StopTimeStamp = DateTime.UtcNow });
    }

    private async Task ResolveAsync(ParameterResource parameter, CancellationToken ending)
    {
        await parameter.GetValueAsync(ending).ConfigureAwait(false);
        await BecomeReadyAsync(ending).ConfigureAwait(false);
    }

    private async Task BecomeReadyAsync(CancellationToken ending)
    {
        Publish(s => s with { State = KnownResourceStates.Running, StartTimeStamp = DateTime.UtcNow });
        await WatchHealthAsync(ending).ConfigureAwait(false);
    }

    private async Task WatchHealthAsync(CancellationToken ended)
    {
        var keys = Resource.Annotations.OfType<HealthCheckAnnotation>().Select(h => h.Key).ToHashSet();
        var pause = TimeSpan.FromMilliseconds(100);
        var (ready, checks) = (false, keys.Count > 0);
        while (!ready || checks)
        {
            var healthy = !checks || await CheckAsync(keys, ended).ConfigureAwait(false);
            if (healthy && !ready)
            {
                await (Service?.OnReadyAsync(ended) ?? Task.CompletedTask).ConfigureAwait(false);
                Publish(s => s with { IsReady = true });
                ready = true;
            }
            else if (!healthy && Service?.Hopeless is { } reason)
            {
                throw new DistributedApplicationException(reason);
            }

            if (checks)
            {
                await Task.Delay(healthy ? TimeSpan.FromSeconds(30) : pause, ended).ConfigureAwait(false);
                pause = TimeSpan.FromMilliseconds(Math.Min(1000, pause.TotalMilliseconds * 1.3));
            }
        }

        // Nothing more to watch: until the end.
        await Task.Delay(Timeout.Infinite, ended).ConfigureAwait(false);
    }

    private async Task<bool> CheckAsync(HashSet<string> keys, CancellationToken ended)
    {
        var report = await suite.Health.CheckHealthAsync(registration => keys.Contains(registration.Name), ended).ConfigureAwait(false);
        ImmutableArray<HealthReportSnapshot> results =
            [.. keys.Select(key => report.Entries.TryGetValue(key, out var e)
                ? new HealthReportSnapshot(key, e.Status, e.Description, e.Exception?.ToString())
                : throw new DistributedApplicationException($"There is no health check with the key '{key}'."))];
        Publish(s => s with { HealthReports = results });
        return results.All(r => r.Status is HealthStatus.Healthy);
    }

    private void Log(string text) => suite.Output.Line(_id, text);

    private void Publish(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        _ = suite.Notifications.PublishUpdateAsync(Resource, _id, change);
}
