using System.Text.RegularExpressions;

namespace Netralitas.Contracts.Tests;

/// <summary>docs/errors.md against the sources and the comments of the RPCs.</summary>
public partial class ErrorsDocumentTests
{
    private const string StatusNames =
        "CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED "
        + "OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED";

    // "Every RPC …": refused before an RPC's own code runs, or by what all of them share.
    private const string SharedReasons =
        "CALL_CANCELLED DEADLINE_EXCEEDED INTERNAL_ERROR MESSAGE_TOO_LARGE MESSAGE_UNREADABLE METHOD_UNKNOWN OFFICE_CLAIM_INVALID ROLE_NOT_ALLOWED SERVICE_UNAVAILABLE TOKEN_MISSING_OR_INVALID TOKEN_REVOKED TOO_MANY_CALLS";

    // Files of evidence as plain HTTP are no RPCs (docs/adr/0027).
    private static readonly string[] OfFiles = ["`InspectFile`", "`ReadFile`"];

    private static readonly IReadOnlyList<(string Reason, string Code, string Rpcs)> Document =
        [.. Row().Matches(Repository.Read("docs/errors.md")).Select(row => (row.Groups["reason"].Value, row.Groups["code"].Value, row.Groups["rpcs"].Value))];

    [Fact]
    public void Every_reason_in_the_sources_is_in_the_document_with_its_code_and_the_reverse() =>
        Assert.Equal(Lines(Sources().Distinct().Order(StringComparer.Ordinal)), Lines(Document.Select(row => $"{row.Reason} {row.Code}")));

    [Fact]
    public void Every_refusal_in_the_sources_is_found_by_the_pattern_that_reads_them()
    {
        var files = Repository.Files("src", ".cs").Select(Repository.Read).ToList();
        var built = files.Sum(text => Regex.Count(text, @"\bnew(?: RefusalException)?\(\s*StatusCode\."));

        Assert.Equal(built, files.Sum(text => Built().Count(text)));
        Assert.True(built > 20);
    }

    [Fact]
    public void A_reason_is_upper_snake_case_of_at_most_63_characters() =>
        Assert.All(Document, row => Assert.Matches(@"\A(?=.{3,63}\z)[A-Z]+(_[A-Z]+)+\z", row.Reason));

    [Fact]
    public void The_document_names_for_each_RPC_the_reasons_that_its_comment_names()
    {
        var byDocument = from row in Document
                         where !row.Rpcs.StartsWith("every RPC", StringComparison.Ordinal)
                         from rpc in row.Rpcs.Split(", ")
                         where !OfFiles.Contains(rpc)
                         select $"{rpc.Trim('`')} {row.Reason}";

        Assert.Equal(Lines(byComments().Order(StringComparer.Ordinal)), Lines(byDocument.Order(StringComparer.Ordinal)));

        static IEnumerable<string> byComments() =>
            from rpc in Refusals()
            from reason in rpc.Reasons
            where !SharedReasons.Split(' ').Contains(reason)
            select $"{rpc.Name} {reason}";
    }

    [Fact]
    public void What_every_RPC_can_answer_is_said_so() =>
        Assert.Equal(SharedReasons.Split(' '), Document.Where(row => row.Rpcs.StartsWith("every RPC", StringComparison.Ordinal)).Select(row => row.Reason));

    private static IEnumerable<(string Name, IEnumerable<string> Reasons)> Refusals() =>
        from service in ProtoFiles.Services
        let comments = ProtoComments.Of(ProtoFiles.Source(service.File.Name))
        from rpc in service.Methods
        let told = comments[$"{service.Name}.{rpc.Name}"].Split("Refusals:")
        select (rpc.Name, told.Skip(1).SelectMany(text => Word().Matches(text).Select(word => word.Value)).Except(StatusNames.Split(' ')));

    private static IEnumerable<string> Sources()
    {
        foreach (var text in Repository.Files("src", ".cs").Select(Repository.Read))
        {
            foreach (var refusal in Built().Matches(text).Concat(Framework().Matches(text)))
            {
                yield return $"{refusal.Groups["reason"].Value} {Snake(refusal.Groups["code"].Value)}";
            }

            foreach (Match bug in Bug().Matches(text))
            {
                yield return $"{bug.Groups["reason"].Value} INTERNAL";
            }
        }
    }

    private static string Snake(string name) => Regex.Replace(name, "(?<=[a-z])(?=[A-Z])", "_").ToUpperInvariant();

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    [GeneratedRegex(@"^\| `(?<reason>[^`]+)` \| (?<code>[A-Z_]+) \| (?<rpcs>[^|]+) \| [^|]{10,} \| [^|]{5,} \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\bnew(?: RefusalException)?\(\s*StatusCode\.(?<code>\w+),\s*""(?<reason>[^""]+)""")]
    private static partial Regex Built();

    [GeneratedRegex(@"StatusCode\.(?<code>\w+) => \(""(?<reason>[^""]+)""")]
    private static partial Regex Framework();

    [GeneratedRegex(@"Internal\(string\? traceId\) =>\s*\(""(?<reason>[^""]+)""")]
    private static partial Regex Bug();

    [GeneratedRegex("[A-Z]+(?:_[A-Z]+)*_[A-Z]+|CANCELLED|UNKNOWN|ABORTED|INTERNAL|UNAVAILABLE|UNIMPLEMENTED|UNAUTHENTICATED")]
    private static partial Regex Word();
}
