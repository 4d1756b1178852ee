namespace Aspire.Hosting.Running;

/// <summary>One process to run. Its environment is exactly what is given here.</summary>
internal sealed record ProcessSpec(string FileName, IReadOnlyList<string> Arguments)
{
    internal string WorkingDirectory { get; init; } = "/";

    internal IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of the signal that asks it to end.</summary>
    internal string StopSignal { get; init; } = "TERM";

    /// <summary>How long it may take to end before it is killed.</summary>
    internal TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Ports held for it until it starts.</summary>
    internal IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>A part of its command line by which a leftover is recognised.</summary>
    internal string Mark { get; init; } = FileName;
}

/// <summary>A backing service that runs as local processes in place of a container.</summary>
internal interface ILocalService
{
    /// <summary>Prepares the data and tells what to run, the main process last.</summary>
    Task<IReadOnlyList<ProcessSpec>> PrepareAsync(LocalServiceContext context, CancellationToken cancellationToken);

    /// <summary>Done once, when the service is first healthy.</summary>
    Task OnReadyAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A reason why it can never become healthy, or null.</summary>
    string? Hopeless => null;
}

internal sealed record LocalServiceContext(SuiteFolders Folders, SuiteProcesses Processes, Ports Ports, Action<string> Log);

internal sealed class LocalServiceAnnotation(ILocalService service) : ApplicationModel.IResourceAnnotation
{
    internal ILocalService Service { get; } = service;

    /// <summary>The volume that WithDataVolume named, or null for data that ends with the suite.</summary>
    internal string? Volume { get; set; }
}
