using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Turns a project of the model into a process: its built assembly, arguments, environment and working folder.</summary>
internal sealed class ProjectLauncher(AppHostMetadata appHost, DistributedApplicationExecutionContext execution, ILoggerFactory loggers)
{
    // As the genuine package: these are the AppHost's own and not inherited; a launch profile may give them.
    private static readonly string[] NotInherited = ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    internal async Task<ProcessSpec> PrepareAsync(ProjectResource project, int replica, CancellationToken cancellationToken)
    {
        var path = project.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;
        var assembly = appHost.BuiltAssembly(path) ?? throw new DistributedApplicationException(
            $"'{path}' is not a ProjectReference of the AppHost; the stand-in for Aspire runs only what was built with the AppHost.");
        if (!File.Exists(assembly))
        {
            throw new DistributedApplicationException($"'{assembly}' is missing: build the AppHost first.");
        }

        var context = new ValueProviderContext { Caller = project, ExecutionContext = execution, Replica = replica };
        var logger = loggers.CreateLogger(project.Name);
        return new ProcessSpec(DotnetHost(), [assembly, .. await ArgumentsAsync(project, context, logger, cancellationToken).ConfigureAwait(false)])
        {
            Mark = assembly,
            WorkingDirectory = Path.GetDirectoryName(path)!,
            Environment = await VariablesAsync(project, context, logger, cancellationToken).ConfigureAwait(false),
            Ports = [.. project.Annotations.OfType<EndpointAnnotation>().Select(e => e.Replicas[replica].Port)],
        };
    }

    private async Task<List<string>> ArgumentsAsync(ProjectResource project, ValueProviderContext context, ILogger logger, CancellationToken cancellationToken)
    {
        var given = new List<object>();
        var callbacks = new CommandLineArgsCallbackContext(given, project, cancellationToken) { ExecutionContext = execution, Logger = logger };
        foreach (var annotation in project.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
        {
            await annotation.Callback(callbacks).ConfigureAwait(false);
        }

        var values = new List<string>();
        foreach (var argument in given)
        {
            values.Add(await TextAsync(argument, context, cancellationToken).ConfigureAwait(false) ?? "");
        }

        return values;
    }

    private async Task<Dictionary<string, string>> VariablesAsync(
        ProjectResource project, ValueProviderContext context, ILogger logger, CancellationToken cancellationToken)
    {
        var callbacks = new EnvironmentCallbackContext(execution, project, null, cancellationToken) { Logger = logger };
        foreach (var annotation in project.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
        {
            await annotation.Callback(callbacks).ConfigureAwait(false);
        }

        var variables = Inherited(NotInherited);
        foreach (var (name, value) in callbacks.EnvironmentVariables)
        {
            if (await TextAsync(value, context, cancellationToken).ConfigureAwait(false) is { } text)
            {
                variables[name] = text;
            }
        }

        return variables;
    }

    /// <summary>This process's own environment without some variables.</summary>
    internal static Dictionary<string, string> Inherited(params string[] without)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            if (!without.Contains((string)entry.Key))
            {
                variables[(string)entry.Key] = (string?)entry.Value ?? "";
            }
        }

        return variables;
    }

    private static async ValueTask<string?> TextAsync(object? value, ValueProviderContext context, CancellationToken cancellationToken) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        IValueProvider provider => await provider.GetValueAsync(context, cancellationToken).ConfigureAwait(false),
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(context, cancellationToken).ConfigureAwait(false),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new DistributedApplicationException($"A value of type '{value.GetType()}' cannot be given to a process."),
    };

    // The host that runs this AppHost runs the projects; under a test host or an apphost executable, the one of the same installation.
    private static string DotnetHost()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host))
        {
            return host;
        }

        var root = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var installed = Path.Combine(root, "dotnet");
        return File.Exists(installed) ? installed : "dotnet";
    }
}
