using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;

namespace Netralitas.Suite.Tests;

/// <summary>What operations see of the whole suite, through the gateway.</summary>
[Collection(SuiteCollection.Name)]
public sealed class OpsTests(RunningSuite suite)
{
    [Fact]
    public async Task Each_service_tells_its_figures_and_alarms_say_where_to_read_on()
    {
        // What is looked up now and then is there after the first look.
        var answer = await Eventually.SeeAsync(async () => JsonNode.Parse(await ReadAsync("ops"))!, seen => seen.ToJsonString().Contains("clocks_at_risk", StringComparison.Ordinal));

        Assert.Equal(["intake", "notifications", "pledges", "review"], answer["services"]!.AsArray().Select(part => Text(part!, "service")).Order(StringComparer.Ordinal));
        Assert.All(answer["services"]!.AsArray(), part => Assert.Equal("up", Text(part!, "state")));
        // Intake only queues events: review publishes them.
        Assert.All(answer["services"]!.AsArray().Where(part => Text(part!, "service") != "intake"), part =>
        {
            Assert.Superset(new HashSet<string> { "outbox_depth", "outbox_oldest_seconds", "outbox_dead_total", "dlq_depth" }, part!["figures"]!.AsArray().Select(figure => Text(figure!, "name")).ToHashSet());
        });
        Assert.Contains("spool_depth", Figures(answer, "intake"));
        Assert.Superset(new HashSet<string> { "clocks_overdue", "checkpoint_age_seconds" }, Figures(answer, "review"));
        Assert.Contains("delivery_unplanned", Figures(answer, "notifications"));
        Assert.All(answer["alarms"]!.AsArray(), raised => Assert.StartsWith("docs/operations.md#", Text(raised!["alarm"]!, "runbook"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("officer", HttpStatusCode.Forbidden)]
    [InlineData("central", HttpStatusCode.Forbidden)]
    public async Task Nobody_but_operations_sees_it(string? role, HttpStatusCode status)
    {
        using var answer = await AskAsync("/ops", role);

        Assert.Equal((status, "application/problem+json", "id"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentLanguage.Single()));
        Assert.Equal(role is null ? "TOKEN_MISSING_OR_INVALID" : "ROLE_NOT_ALLOWED", Text(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, "reason"));
    }

    [Theory]
    [InlineData("/alive")]
    [InlineData("/health")]
    [InlineData("/health/ready")]
    [InlineData("/health/startup")]
    public async Task Probes_are_green_while_all_is_well(string probe)
    {
        using var answer = await AskAsync(probe, null);

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    private static HashSet<string> Figures(JsonNode answer, string service) =>
        answer["services"]!.AsArray().Single(part => Text(part!, "service") == service)!["figures"]!.AsArray().Select(figure => Text(figure!, "name")).ToHashSet();

    private async Task<string> ReadAsync(string role)
    {
        using var answer = await AskAsync("/ops", role);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string? role)
    {
        using var client = new HttpClient { BaseAddress = suite.App.GetEndpoint("gateway", "http") };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = role is null ? null : new AuthenticationHeaderValue("Bearer", suite.Issuer.Token("bawaslu:00", role));
        return await client.SendAsync(request);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
