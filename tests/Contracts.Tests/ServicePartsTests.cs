using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Netralitas.Gateway;
using Netralitas.ServiceDefaults;
using Netralitas.ServiceDefaults.Ops;

namespace Netralitas.Contracts.Tests;

/// <summary>The gateway's look at services of which some do not answer.</summary>
public class ServicePartsTests
{
    [Fact]
    public async Task A_service_that_does_not_answer_is_down_with_an_alarm_and_the_rest_are_told_all_the_same()
    {
        using var client = new HttpClient(new Network("intake", "review", "pledges"));

        var parts = await new ServiceParts(client, new ServiceTls()).ReadAsync("", CancellationToken.None);

        Assert.Equal(["pledges up 0", "intake up 0", "review up 0", "notifications down 1"], parts.Select(part => $"{part.Service} {part.State} {part.Alarms.Count}"));
        Assert.Equal(("critical", "docs/operations.md#a-service-is-down"), (parts[3].Alarms[0].Level, parts[3].Alarms[0].Runbook));
    }

    [Theory]
    [InlineData("pledges intake review notifications", HealthStatus.Healthy)]
    [InlineData("review", HealthStatus.Degraded)]
    [InlineData("", HealthStatus.Unhealthy)]
    public async Task The_gateway_is_red_only_when_no_service_answers(string answering, HealthStatus status)
    {
        using var client = new HttpClient(new Network(answering.Split(' ')));
        var services = new SilentServices(() => new ServiceParts(client, new ServiceTls()).SilentAsync(CancellationToken.None), TimeProvider.System);

        Assert.Equal(status, (await new ServicesCheck(services).CheckHealthAsync(new HealthCheckContext())).Status);
    }

    /// <summary>A network in which some services answer.</summary>
    private sealed class Network(params string[] answering) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var service = request.RequestUri!.Host.Split('.')[1];
            return answering.Contains(service)
                ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"service":"{{service}}","state":"{{OpsStates.Up}}","figures":[],"alarms":[]}""") })
                : throw new HttpRequestException("No such host is known.");
        }
    }
}
