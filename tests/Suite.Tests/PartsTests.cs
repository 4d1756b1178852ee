using System.Text.Json;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Suite.Tests;

/// <summary>Intake and review of reports as the AppHost composes them: what the processes that the public reaches were given.</summary>
[Collection(SuiteCollection.Name)]
public sealed class PartsTests(RunningSuite suite)
{
    [Fact]
    public void No_process_of_intake_has_a_private_key_of_an_office_nor_the_broker_nor_reviews_role()
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(EnvironmentOf).Where(environment => environment.GetValueOrDefault("Reports__Spool__Path") == $"{suite.Spool}/intake").ToList();

        // Each replica, and whatever started it.
        Assert.Equal(2, processes.Select(environment => environment["Kestrel__Endpoints__grpc__Url"]).Distinct().Count());
        Assert.All(processes, environment =>
        {
            Assert.Equal("intake", environment["Reports__Part"]);
            Assert.DoesNotContain(environment.Keys, name => name.Contains("PrivateKeys", StringComparison.Ordinal) || name.Contains("CustodianKeys", StringComparison.Ordinal)
                || name is "ConnectionStrings__message-bus" or "ConnectionStrings__reports-db" or "Reports__Names__Keys__1" or "Reports__Audit__SigningKey" or "Access__ServiceSecret");
            Assert.All(Directory.GetFiles(environment["Reports__Sealing__PublicKeysPath"]), file =>
            {
                using var key = JsonDocument.Parse(File.ReadAllText(file));
                Assert.True(key.RootElement.TryGetProperty("public_key", out _));
                Assert.False(key.RootElement.TryGetProperty("private_key", out _));
            });
        });
    }

    [Fact]
    public async Task A_reporter_hands_evidence_in_by_the_code_and_an_officer_by_the_token_at_one_address()
    {
        var receipt = await suite.Intake.SubmitReportAsync(new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = "CONTOH", RegionCode = "75.71" });
        var evidence = new EvidenceService.EvidenceServiceClient(suite.Channel);
        PreserveLinkRequest Link(string code) => new() { RequestId = Guid.NewGuid().ToString(), Number = receipt.Number, AccessCode = code, Address = "https://example.org/unggahan" };

        var byReporter = await evidence.PreserveLinkAsync(Link(receipt.AccessCode));
        var byOfficer = await evidence.PreserveLinkAsync(Link(""), suite.As("bawaslu:75.71"));
        var byNobody = await Assert.ThrowsAsync<RpcException>(async () => await evidence.PreserveLinkAsync(Link("")));

        Assert.Equal((1, 2, StatusCode.NotFound), (byReporter.Evidence, byOfficer.Evidence, byNobody.StatusCode));
    }

    private static Dictionary<string, string> EnvironmentOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ")).Split('\0').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another user's, or gone since.
            return [];
        }
    }
}
