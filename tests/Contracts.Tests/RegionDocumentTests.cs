using System.Text.RegularExpressions;

namespace Netralitas.Contracts.Tests;

/// <summary>docs/access.md has a word about regions for every RPC. tests/Suite.Tests holds the running suite against it.</summary>
public partial class RegionDocumentTests
{
    private static readonly IReadOnlyList<Match> Document = Row().Matches(Repository.Read("docs/access.md").ReplaceLineEndings("\n")).ToList();

    [Fact]
    public void The_document_has_one_row_for_every_RPC() => Assert.Equal(Endpoints.All.Select(endpoint => endpoint.Rpc), Document.Select(row => row.Groups["rpc"].Value));

    [Fact]
    public void Whom_no_region_binds_is_who_the_implementation_says() => Assert.All(Endpoints.All.Zip(Document), row =>
    {
        var roles = row.First.Policies.SelectMany(policy => policy.Split(", ")).ToHashSet();
        var word = roles.Contains("anyone") ? "anyone" : roles.All(role => role is "central" or "ops") ? "central" : "";

        foreach (var told in new[] { row.Second.Groups["below"].Value, row.Second.Groups["elsewhere"].Value })
        {
            Assert.True(word.Length > 0 ? told == word : Told().IsMatch(told), $"{row.First.Rpc}: {told}, not {word}");
        }
    });

    [GeneratedRegex(@"^\| (?<rpc>netralitas\.[\w./]+) \| (?<below>\w+) \| (?<elsewhere>\w+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    // Or a reason.
    [GeneratedRegex(@"\A(yes|own|[A-Z]+(_[A-Z]+)+)\z")]
    private static partial Regex Told();
}
