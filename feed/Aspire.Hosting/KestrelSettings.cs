using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>The endpoints that a project's own settings files give to Kestrel.</summary>
internal sealed record KestrelSettings(IReadOnlyList<KestrelEndpoint> Endpoints, string? DefaultProtocols)
{
    internal static KestrelSettings Read(string projectFolder)
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
        var name = Path.GetFileName(projectFolder);
        var builder = new ConfigurationBuilder();
        foreach (var file in (string[])["appsettings.json", $"appsettings.{environment}.json", $"{name}.settings.json", $"{name}.settings.{environment}.json"])
        {
            var path = Path.Combine(projectFolder, file);
            if (File.Exists(path))
            {
                // Read once, without a file watcher.
                builder.AddJsonFile(path, optional: true, reloadOnChange: false);
            }
        }

        var settings = builder.Build();
        var endpoints = settings.GetSection("Kestrel:Endpoints").GetChildren()
            .Where(e => e["Url"] is not null)
            .Select(e => new KestrelEndpoint(e.Key, BindingAddress.Parse(e["Url"]!), e["Protocols"]));
        return new([.. endpoints], settings["Kestrel:EndpointDefaults:Protocols"]);
    }
}

internal sealed record KestrelEndpoint(string Name, BindingAddress Address, string? Protocols);
