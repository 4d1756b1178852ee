using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Suite.Tests;

// What everything that was done comes to when it is asked by the office above, and by one of another region: the table of docs/access.md.
public sealed partial class JsonApiTests
{
    private const string Elsewhere = "13.71";

    // By gRPC alone: the test below; or between services: FindPersonPledgesTests of the pledges service.
    private static readonly string[] HeldElsewhere = ["UploadRoster", "StreamSignatures", "FindPersonPledges"];

    // Said of declarations and texts.
    private static readonly string[] OfWhatAllMayRead = ["REGION_OUTSIDE_OFFICE", "PLEDGE_TEXT_NOT_YOURS"];

    // Names a report that is not there; its shape is right.
    private const string NoReport = "ZZZZ-ZZZZ-ZZZZ";

    [Fact]
    public async Task What_goes_by_streams_alone_is_refused_for_another_region()
    {
        var stranger = suite.As($"bawaslu:{Elsewhere}");
        using var roster = new RosterService.RosterServiceClient(suite.Channel).UploadRoster(stranger);
        await roster.RequestStream.WriteAsync(new UploadRosterRequest { File = new RosterFile { UploadId = Requests.NewId(), RegionCode = Region, Format = RosterFormat.Csv, TotalBytes = 1 } });
        using var signatures = suite.Signatures.StreamSignatures(stranger);
        await signatures.RequestStream.WriteAsync(new StreamSignaturesRequest { BatchId = Requests.NewId(), DeclarationId = await suite.OpenedDeclarationAsync(), Signatures = { Requests.Signer(1) } });

        Assert.Equal("REGION_OUTSIDE_OFFICE", Refusal.Of(await Assert.ThrowsAsync<RpcException>(() => roster.ResponseAsync)).Reason);
        Assert.Equal("REGION_OUTSIDE_OFFICE", Refusal.Of(await Assert.ThrowsAsync<RpcException>(() => signatures.ResponseStream.MoveNext(CancellationToken.None))).Reason);
    }

    // Of each operation: what an office above its region is told, and what one of another region. "Not yours" and "not there" must be one answer, to the byte.
    private async Task HoldRegionsAsync(DocumentedApi api)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "access.md"));
        var stated = lines.Where(line => RegionRow().IsMatch(line)).Select(line => RegionRow().Match(line))
            .ToDictionary(row => row.Groups["rpc"].Value, row => $"{row.Groups["above"].Value} | {row.Groups["elsewhere"].Value}");
        var doors = lines.Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 9 && cells[0].StartsWith("netralitas.", StringComparison.Ordinal))
            .ToDictionary(cells => cells[0].Split('/')[1]);
        var asked = stated.Where(row => row.Value != "anyone | anyone" && row.Value != "central | central" && !HeldElsewhere.Contains(row.Key)).Select(row => row.Key).ToList();
        List<string> wrong = [.. asked.Except(api.Made.Keys).Select(operation => $"{operation} was not called with a token")];
        foreach (var (operation, made) in asked.Where(api.Made.ContainsKey).Select(operation => (operation, api.Made[operation])))
        {
            var (kind, code, role) = AsOfficer(made, doors[operation]);
            var above = await AskAsync(api, operation, made, suite.Issuer.Token($"{kind}:{code.Split('.')[0]}", role, person: "atasan"));
            var elsewhere = await AskAsync(api, operation, made, suite.Issuer.Token($"{kind}:{Elsewhere}", role, person: "lain"));
            var found = $"{(above.Status is 403 or 404 ? above.Reason : "yes")} | {WordOf(elsewhere, made)}";
            if (found != stated[operation])
            {
                wrong.Add($"| {operation} | {found} | not {stated[operation]}");
            }

            if (WithoutNames(made) is { } nothing && elsewhere.Status != 200 && !OfWhatAllMayRead.Contains(elsewhere.Reason)
                && await AskAsync(api, operation, nothing, suite.Issuer.Token($"{kind}:{Elsewhere}", role, person: "lain")) is var absent && absent != elsewhere)
            {
                wrong.Add($"{operation}: not yours and not there differ:\n  {elsewhere}\n  {absent}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // What central did for a region, an officer of that region may do too, or an auditor there.
    private static (string Kind, string Code, string Role) AsOfficer(MadeCall made, string[] doors)
    {
        var (office, role) = (Claim(made.Token, "office").Split(':'), Claim(made.Token, "role"));
        return office[1] != "00" ? (office[0], office[1], role)
            : ("bawaslu", made.Values.ToJsonString().Contains(Region, StringComparison.Ordinal) ? Region : "62.07", doors[3] == "yes" ? "officer" : "auditor");
    }

    private static async Task<(int Status, string Reason, string Answer)> AskAsync(DocumentedApi api, string operation, MadeCall made, string token)
    {
        var values = made.Values.DeepClone().AsObject();
        if (values.ContainsKey("requestId"))
        {
            values["requestId"] = Requests.NewId();
        }

        var (status, answer) = await api.SendAsync(operation, token, values, lines: operation == "WatchNotices" ? 0 : int.MaxValue);
        return (status, status == 200 ? "" : DocumentedApi.Text(answer!, "reason"), answer?.ToJsonString() ?? "");
    }

    // "own": an answer in which nothing has a name that the region's own has.
    private static string WordOf((int Status, string Reason, string Answer) elsewhere, MadeCall made) =>
        elsewhere.Status != 200 ? elsewhere.Reason : NamesIn(elsewhere.Answer).Overlaps(NamesIn(made.Answer).Concat(NamesIn(made.Values.ToJsonString()))) ? "yes" : "own";

    private static HashSet<string> NamesIn(string json) => [.. Name().Matches(json).Select(match => match.Value)];

    // The same call with other names in it; null where there are none.
    private static MadeCall? WithoutNames(MadeCall made)
    {
        var without = made.Values.DeepClone().AsObject();
        without.Remove("requestId");
        var text = Name().Replace(without.ToJsonString(), match => match.Value.Length == NoReport.Length ? NoReport : Guid.NewGuid().ToString());
        if (text == without.ToJsonString())
        {
            return null;
        }

        var renamed = JsonNode.Parse(text)!.AsObject();
        if (made.Values.ContainsKey("requestId"))
        {
            renamed["requestId"] = "";
        }

        return made with { Values = renamed };
    }

    private static string Claim(string token, string name) => new JsonWebTokenHandler().ReadJsonWebToken(token).GetClaim(name).Value;

    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| netralitas\.[\w.]+/(?<rpc>\w+) \| (?<above>[\w]+) \| (?<elsewhere>[\w]+) \|$")]
    private static partial Regex RegionRow();
}
