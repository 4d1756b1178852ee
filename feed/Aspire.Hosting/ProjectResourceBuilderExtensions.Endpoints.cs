using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

public static partial class ProjectResourceBuilderExtensions
{
    // A single Kestrel endpoint of a scheme is named by the scheme; several keep their own names.
    private static void AddKestrelEndpoints(this IResourceBuilder<ProjectResource> builder, KestrelSettings kestrel)
    {
        foreach (var scheme in kestrel.Endpoints.GroupBy(e => e.Address.Scheme))
        {
            var single = scheme.Count() == 1;
            foreach (var endpoint in scheme)
            {
                builder.Resource.HasKestrelEndpoints = true;
                builder.WithEndpoint(single ? scheme.Key : endpoint.Name, e =>
                {
                    e.Port = endpoint.Address.Port;
                    e.UriScheme = endpoint.Address.Scheme;
                    var protocols = endpoint.Protocols ?? kestrel.DefaultProtocols;
                    e.Transport = protocols == "Http2" ? "http2" : e.Transport;
                });
            }
        }
    }

    // The second and later addresses of one scheme are numbered: http, http2, http3.
    private static void AddProfileEndpoints(this IResourceBuilder<ProjectResource> builder, LaunchProfile? profile, KestrelSettings kestrel)
    {
        var addresses = (profile?.ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(BindingAddress.Parse);
        foreach (var scheme in addresses.GroupBy(a => a.Scheme))
        {
            foreach (var (index, address) in scheme.Index())
            {
                builder.WithEndpoint(index == 0 ? scheme.Key : $"{scheme.Key}{index + 1}", e =>
                {
                    e.Port = address.Port;
                    e.UriScheme = address.Scheme;
                    e.Transport = kestrel.DefaultProtocols == "Http2" ? "http2" : e.Transport;
                });
            }
        }
    }

    // Kestrel's configured endpoints replace ASPNETCORE_URLS, so where a project has some, every endpoint is given that way.
    // The host is localhost whatever the configuration says: nothing that is started here listens beyond this machine.
    private static void GiveAddresses(EnvironmentCallbackContext context, ProjectResource project)
    {
        var endpoints = project.GetEndpoints().ToArray();
        if (project.HasKestrelEndpoints)
        {
            foreach (var endpoint in endpoints)
            {
                context.EnvironmentVariables[$"Kestrel__Endpoints__{endpoint.EndpointName}__Url"] = Address(endpoint);
            }
        }
        else if (endpoints.Length > 0 && !context.EnvironmentVariables.ContainsKey("ASPNETCORE_URLS"))
        {
            var urls = new ReferenceExpressionBuilder();
            foreach (var endpoint in endpoints)
            {
                urls.AppendLiteral(urls.IsEmpty ? "" : ";");
                urls.AppendFormatted(Address(endpoint));
            }

            context.EnvironmentVariables["ASPNETCORE_URLS"] = urls.Build();
            if (endpoints.FirstOrDefault(e => e.Scheme == "https") is { } https)
            {
                context.EnvironmentVariables["ASPNETCORE_HTTPS_PORT"] = https.Property(EndpointProperty.Port);
            }
        }
    }

    private static ReferenceExpression Address(EndpointReference endpoint) =>
        ReferenceExpression.Create($"{endpoint.Scheme}://localhost:{endpoint.Property(EndpointProperty.TargetPort)}");

    // The service's name and instance are always known; where to send is given only where a receiver is configured.
    private static void WithTelemetry(this IResourceBuilder<ProjectResource> builder) => builder.WithEnvironment(context =>
    {
        var variables = context.EnvironmentVariables;
        var configuration = builder.ApplicationBuilder.Configuration;
        variables["OTEL_SERVICE_NAME"] = builder.Resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Guid.NewGuid():n}"[..28];
        var grpc = configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ?? configuration["DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"];
        var http = configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] ?? configuration["DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];
        if ((grpc ?? http) is not { Length: > 0 } receiver)
        {
            return;
        }

        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = grpc is null ? "http/protobuf" : "grpc";
        if (configuration["AppHost:OtlpApiKey"] is { } key)
        {
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        }

        if (builder.ApplicationBuilder.Environment.IsDevelopment())
        {
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }
    });
}
