using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _inner;
    private readonly EntryPointRun? _test = EntryPointRun.Current;

    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
        : this(options, new HostApplicationBuilderSettings())
    {
    }

    internal DistributedApplicationBuilder(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(options);
        settings.Args ??= options.Args;
        _test?.OnCreating(options, settings);
        AppHostAssembly = _test?.EntryPoint
            ?? (options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly());
        settings.ApplicationName ??= AppHostAssembly?.GetName().Name;
        var folder = options.ProjectDirectory ?? AppHostMetadata.Folder(AppHostAssembly);
        settings.ContentRootPath ??= folder is not null && Directory.Exists(folder) ? folder : null;
        _inner = new HostApplicationBuilder(settings);
        AppHostDirectory = folder ?? _inner.Environment.ContentRootPath;
        ExecutionContext = new(DistributedApplicationOperation.Run);
        if (_inner.Configuration["publisher"] is not null || _inner.Configuration["operation"] is "publish")
        {
            throw new DistributedApplicationException("The stand-in for Aspire runs the app model and publishes nothing; publish with the genuine packages.");
        }

        AddServices(options);
    }

    public ConfigurationManager Configuration => _inner.Configuration;

    public IHostEnvironment Environment => _inner.Environment;

    public IServiceCollection Services => _inner.Services;

    public string AppHostDirectory { get; }

    public string AppHostPath => Path.GetFullPath(Path.Join(AppHostDirectory, AppHostMetadata.ProjectName(AppHostAssembly) ?? Environment.ApplicationName));

    public Assembly? AppHostAssembly { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (Resources.FirstOrDefault(r => string.Equals(r.Name, resource.Name, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}' because resource of type '{known.GetType()}' with that name already exists. Resource names are case-insensitive.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        // A test changes the finished model here, before it is built.
        _test?.OnBuilding(this);
        var application = new DistributedApplication(_inner.Build(), _test);
        ExecutionContext.Provider = application.Services;
        _test?.OnBuilt(application);
        return application;
    }

    private void AddServices(DistributedApplicationOptions options)
    {
        var services = _inner.Services;
        services.AddSingleton(options);
        services.AddSingleton(ExecutionContext);
        services.AddSingleton(_ => new DistributedApplicationModel(Resources));
        services.AddSingleton(p => new ResourceNotificationService(p.GetRequiredService<IHostApplicationLifetime>()));
        services.AddHealthChecks();
        services.AddHttpClient();
        services.AddSingleton(_ => new SuiteFolders(AppHostDirectory, fresh: _test is not null));
        services.AddSingleton<SuiteProcesses>();
        services.AddSingleton<Ports>();
        services.AddSingleton<ProjectLauncher>();
        services.AddSingleton(new AppHostMetadata(AppHostAssembly));
        services.AddHostedService<Suite>();

        // What is stopped gracefully takes its time: services first, then what they use.
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(90));
        _inner.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        _inner.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        if (_test is null)
        {
            _inner.Logging.ClearProviders();
            services.AddSingleton<IOutput, ConsoleOutput>();
            services.AddSingleton<ILoggerProvider, OutputLoggerProvider>();
        }
        else
        {
            services.AddSingleton(new AppHostName(Environment.ApplicationName));
            services.AddSingleton<IOutput, LoggedOutput>();
        }
    }
}
