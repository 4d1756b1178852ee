using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>One run of an AppHost's program inside a test. It flows with the program's execution context, and so reaches only the builder made there.</summary>
internal sealed class EntryPointRun(Assembly? entryPoint)
{
    private static readonly AsyncLocal<EntryPointRun?> Flow = new();

    internal static EntryPointRun? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    internal Assembly? EntryPoint { get; } = entryPoint;

    internal Action<DistributedApplicationOptions, HostApplicationBuilderSettings> OnCreating { get; init; } = (_, _) => { };

    internal Action<DistributedApplicationBuilder> OnBuilding { get; init; } = _ => { };

    internal Action<DistributedApplication> OnBuilt { get; init; } = _ => { };
}
