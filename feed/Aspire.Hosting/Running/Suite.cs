using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>What every run of a resource needs of the suite.</summary>
internal sealed record SuiteContext(
    ResourceNotificationService Notifications,
    SuiteProcesses Processes,
    SuiteFolders Folders,
    Ports Ports,
    ProjectLauncher Projects,
    HealthCheckService Health,
    IOutput Output);

/// <summary>Runs the app model: gives out ports, starts every resource when what it waits for is there, and ends all in reverse order.</summary>
internal sealed class Suite(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    SuiteProcesses processes,
    SuiteFolders folders,
    Ports ports,
    ProjectLauncher projects,
    HealthCheckService health,
    IOutput output,
    IConfiguration configuration) : IHostedService
{
    private readonly CancellationTokenSource _ending = new();
    private readonly List<ResourceRun> _runs = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("The stand-in for Aspire runs on Linux only; elsewhere build with the full package feed.");
        }

        output.Start(notifications);
        await processes.OpenAsync(text => output.Line("apphost", text), cancellationToken).ConfigureAwait(false);
        processes.TemporaryFolder();
        var context = new SuiteContext(notifications, processes, folders, ports, projects, health, output);
        foreach (var resource in model.Resources)
        {
            var replicas = Math.Max(1, resource.GetReplicaCount());
            var fault = AllocateEndpoints(resource, replicas);
            _runs.AddRange(Enumerable.Range(0, replicas).Select(i => new ResourceRun(context, resource, i, replicas) { Fault = fault }));
        }

        // All are known before the first starts, so that nobody waits for a resource that is not there yet.
        _runs.ForEach(run => run.Announce());
        _runs.ForEach(run => run.Begin(_ending.Token));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        foreach (var level in _runs.GroupBy(run => Depth(run.Resource, [])).OrderByDescending(level => level.Key))
        {
            await Task.WhenAll(level.Select(run => run.EndAsync())).ConfigureAwait(false);
        }

        await output.StopAsync().ConfigureAwait(false);
    }

    // How far it stands from what depends on nothing.
    private static int Depth(IResource resource, HashSet<IResource> above)
    {
        if (!above.Add(resource))
        {
            return 0;
        }

        var uses = resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource)
            .Concat(resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => r.Resource))
            .Concat(resource is IResourceWithParent child ? [child.Parent] : []);
        var depth = uses.Distinct().Select(used => Depth(used, above)).DefaultIfEmpty(-1).Max() + 1;
        above.Remove(resource);
        return depth;
    }

    // A fixed port is the public one, and there is no proxy before the process; several replicas cannot share it.
    private string? AllocateEndpoints(IResource resource, int replicas)
    {
        var random = string.Equals(configuration["DcpPublisher:RandomizePorts"], "true", StringComparison.OrdinalIgnoreCase);
        string? fault = null;
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var wanted = endpoint.Port ?? (endpoint.IsProxied ? null : endpoint.TargetPort);
            if (wanted is { } port and > 0 && replicas == 1 && !random)
            {
                endpoint.Allocate([port]);
                fault ??= ports.TryHold(port) ? null : $"port {port} of its endpoint '{endpoint.Name}' is in use by another process";
            }
            else
            {
                endpoint.Allocate([.. Enumerable.Range(0, replicas).Select(_ => ports.TakeFree())]);
            }
        }

        return fault;
    }
}
