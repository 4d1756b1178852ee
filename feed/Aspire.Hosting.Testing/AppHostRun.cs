using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs the AppHost's program on a thread of its own, stops it at Build for the test to look and change, and lets it go on.</summary>
internal sealed class AppHostRun
{
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _building = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Assembly _appHost;
    private readonly string[] _args;
    private readonly Action<DistributedApplicationOptions, HostApplicationBuilderSettings> _configure;

    internal AppHostRun(Assembly appHost, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        _ = appHost.EntryPoint ?? throw new InvalidOperationException($"'{appHost.GetName().Name}' has no entry point.");
        (_appHost, _args, _configure) = (appHost, args, configure);
        var run = new EntryPointRun(appHost)
        {
            OnCreating = Configure,
            OnBuilding = builder =>
            {
                _building.TrySetResult(builder);
                _goOn.Task.GetAwaiter().GetResult();
            },
            OnBuilt = application => _built.TrySetResult(application),
        };
        new Thread(() => Run(run)) { IsBackground = true, Name = "AppHost" }.Start();
    }

    internal Task<DistributedApplicationBuilder> WhenBuildingAsync(CancellationToken cancellationToken) => _building.Task.WaitAsync(cancellationToken);

    internal Task<DistributedApplication> ContinueAsync(CancellationToken cancellationToken)
    {
        _goOn.TrySetResult();
        return _built.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends a program that still stands at Build.</summary>
    internal void Abandon() => _goOn.TrySetCanceled();

    private void Run(EntryPointRun run)
    {
        EntryPointRun.Current = run;
        try
        {
            var main = _appHost.EntryPoint!;
            var ended = main.Invoke(null, main.GetParameters().Length == 0 ? null : [_args]);
            (ended as Task)?.GetAwaiter().GetResult();
            Fail(new InvalidOperationException("The AppHost's program ended without building an application."));
        }
        catch (TargetInvocationException e)
        {
            Fail(e.InnerException ?? e);
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Fail(Exception e)
    {
        _building.TrySetException(e);
        _built.TrySetException(e);
    }

    // As the genuine package: the test's arguments, free ports, and the AppHost's first launch profile in place of its environment.
    private void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        settings.Args = options.Args = [.. settings.Args ?? [], .. _args.Except(settings.Args ?? [])];
        settings.ApplicationName = options.AssemblyName = _appHost.GetName().Name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        settings.Configuration ??= new();
        SetDefaults(settings, [new("DcpPublisher:RandomizePorts", "true")]);
        _configure(options, settings);

        var profiles = AppHostMetadata.Folder(_appHost) is { } folder ? LaunchProfiles.Read(folder)?.Profiles : null;
        var given = Given(settings)["DOTNET_LAUNCH_PROFILE"];
        if (profiles is null or { Count: 0 })
        {
            return;
        }

        var (name, profile) = given is null ? profiles.First() : profiles.TryGetValue(given, out var chosen)
            ? new(given, chosen)
            : throw new InvalidOperationException($"The configured launch profile, '{given}', was not found in the launch settings file.");
        SetDefaults(settings, [new("DOTNET_LAUNCH_PROFILE", name), .. profile.EnvironmentVariables.SelectMany(Variants)]);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Variants(KeyValuePair<string, string> variable)
    {
        yield return new(variable.Key, variable.Value);
        foreach (var prefix in (string[])["DOTNET_", "ASPNETCORE_"])
        {
            if (variable.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                yield return new(variable.Key[prefix.Length..], variable.Value);
            }
        }
    }

    private static void SetDefaults(HostApplicationBuilderSettings settings, IEnumerable<KeyValuePair<string, string?>> values)
    {
        var given = Given(settings);

        // Made a list now: configuration reads its sources again when one is added, and would then find these values as given.
        settings.Configuration!.AddInMemoryCollection(
            values.Where(v => given[v.Key] is null).DistinctBy(v => v.Key, StringComparer.OrdinalIgnoreCase).ToList());
    }

    private static ConfigurationManager Given(HostApplicationBuilderSettings settings)
    {
        var given = new ConfigurationManager();
        given.AddCommandLine(settings.Args ?? []);
        given.AddConfiguration(settings.Configuration!);
        return given;
    }
}
