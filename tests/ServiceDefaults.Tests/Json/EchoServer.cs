using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Netralitas.ServiceDefaults.Tests.Json;

/// <summary>A process with the defaults of every service, and one RPC for each kind of HTTP rule.</summary>
public sealed class EchoServer : IAsyncLifetime
{
    private WebApplication? app;

    internal HttpClient Client { get; } = new();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Local" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults("echo");
        builder.Services.AddGrpcDefaults();
        app = builder.Build();
        app.UseServiceDefaults();
        app.MapGrpcService<EchoEndpoint>();
        await app.StartAsync();
        Client.BaseAddress = new Uri(app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await app!.DisposeAsync();
    }

    internal async Task<HttpResponseMessage> SendAsync(string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await Client.SendAsync(request);
    }

    /// <summary>What the RPC was asked, as it was understood; without what has its default value.</summary>
    internal async Task<string> UnderstoodAsync(string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        var response = await SendAsync(method, path, json, headers);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return Google.Protobuf.JsonFormatter.Default.Format(EchoResponse.Parser.ParseJson(text).Request);
    }

    internal static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}
