using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.ApplicationModel;

public class ResourceNotificationService : IDisposable
{
    private readonly CancellationTokenSource _disposing;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _states = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Channel<ResourceEvent>, bool> _watchers = new();

    internal ResourceNotificationService(IHostApplicationLifetime lifetime) =>
        _disposing = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopped);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        try
        {
            _disposing.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Disposed twice.
        }

        _disposing.Dispose();
    }

    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        string[] ids;
        lock (_lock)
        {
            ids = [.. _states.Values.Where(s => s.Resource == resource).Select(s => s.ResourceId)];
        }

        foreach (var id in ids.Length > 0 ? ids : [resource.Name])
        {
            Publish(resource, id, stateFactory);
        }

        return Task.CompletedTask;
    }

    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Publish(resource, resourceId, stateFactory);
        return Task.CompletedTask;
    }

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_lock)
        {
            if (!_states.TryGetValue(resourceId, out resourceEvent))
            {
                // By name too, unless several replicas bear it.
                var named = _states.Values.Where(s => Same(s.Resource.Name, resourceId)).Take(2).ToArray();
                resourceEvent = named.Length == 1 ? named[0] : null;
            }
        }

        return resourceEvent is not null;
    }

    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>(new() { SingleReader = true });
        lock (_lock)
        {
            foreach (var state in _states.Values)
            {
                channel.Writer.TryWrite(state);
            }

            _watchers.TryAdd(channel, true);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            _watchers.TryRemove(channel, out _);
        }
    }

    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [string.IsNullOrEmpty(targetState) ? KnownResourceStates.Running : targetState], cancellationToken);

    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var found = await WaitForResourceAsync(
            resourceName,
            e => e.Snapshot.State is { } state && targetStates.Contains(state.Text, StringComparer.OrdinalIgnoreCase),
            cancellationToken).ConfigureAwait(false);
        return found.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Same(resourceName, change.Resource.Name) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException("The operation was cancelled before the resource met the predicate condition.");
    }

    // As in the genuine package without a dashboard: nobody could restart what failed, so waiting for it ends.
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.StopOnResourceUnavailable, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var found = await WaitForResourceAsync(
            resourceName,
            e => (e.Snapshot.HealthStatus is HealthStatus.Healthy && e.Snapshot.IsReady)
                || (waitBehavior is WaitBehavior.StopOnResourceUnavailable && IsUnavailable(e.Snapshot)),
            cancellationToken).ConfigureAwait(false);
        return found.Snapshot.HealthStatus is HealthStatus.Healthy
            ? found
            : throw new DistributedApplicationException(
                $"Stopped waiting for resource '{resourceName}' to become healthy because it failed to start.");
    }

    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>()
            .Where(wait => wait.Resource is not IResourceWithoutLifetime)
            .Select(wait => WaitForAsync(wait, cancellationToken)));
    }

    internal static bool IsUnavailable(CustomResourceSnapshot snapshot) => snapshot.State is { } state
        && (KnownResourceStates.TerminalStates.Contains(state.Text) || state.Text == KnownResourceStates.RuntimeUnhealthy);

    // Every replica of the dependency has to get there.
    private async Task WaitForAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        string[] ids;
        lock (_lock)
        {
            ids = [.. _states.Values.Where(s => s.Resource == wait.Resource).Select(s => s.ResourceId)];
        }

        var stop = (wait.WaitBehavior ?? WaitBehavior.StopOnResourceUnavailable) is WaitBehavior.StopOnResourceUnavailable;
        foreach (var id in ids)
        {
            await WaitForResourceAsync(wait.Resource.Name, e => e.ResourceId == id && IsMet(wait, e.Snapshot, id, stop), cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsMet(WaitAnnotation wait, CustomResourceSnapshot snapshot, string id, bool stop)
    {
        var state = snapshot.State?.Text;
        if (state == KnownResourceStates.FailedToStart && (stop || wait.WaitType is WaitType.WaitForCompletion))
        {
            throw new DistributedApplicationException($"Dependency resource '{id}' failed to start.");
        }

        if (wait.WaitType is WaitType.WaitForCompletion)
        {
            return IsUnavailable(snapshot) && (snapshot.ExitCode == wait.ExitCode
                ? true
                : throw new DistributedApplicationException(
                    $"Resource '{id}' has entered the '{state}' state with exit code '{snapshot.ExitCode}', expected '{wait.ExitCode}'."));
        }

        if (stop && IsUnavailable(snapshot))
        {
            throw new DistributedApplicationException($"Resource '{id}' has entered the '{state}' state prematurely.");
        }

        return wait.WaitType is WaitType.WaitUntilStarted
            ? state == KnownResourceStates.Running
            : snapshot is { HealthStatus: HealthStatus.Healthy, IsReady: true };
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private void Publish(IResource resource, string id, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        lock (_lock)
        {
            var before = _states.TryGetValue(id, out var known)
                ? known.Snapshot
                : new CustomResourceSnapshot { ResourceType = resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal), Properties = [] };
            var after = new ResourceEvent(resource, id, change(before));
            _states[id] = after;
            foreach (var watcher in _watchers.Keys)
            {
                watcher.Writer.TryWrite(after);
            }
        }
    }
}
