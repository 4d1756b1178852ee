using System.Globalization;
using System.Text.RegularExpressions;
using Netralitas.ServiceDefaults.Ops;

namespace Netralitas.Contracts.Tests;

/// <summary>docs/metrics.md against the instruments in the sources and the alarms of <c>/ops</c>.</summary>
public partial class MetricsDocumentTests
{
    private static readonly List<Match> Document = Row().Matches(Repository.Read("docs/metrics.md")).ToList();

    [Fact]
    public void Every_instrument_in_the_sources_is_in_the_document_with_kind_unit_and_meter_and_the_reverse()
    {
        var sources = from file in Repository.Files("src", ".cs")
                      from made in Made().Matches(Repository.Read(file))
                      select $"{made.Groups["name"]} {made.Groups["kind"]} {made.Groups["unit"].Value.Trim('{', '}')} {file.Split('/')[1].Replace("Services.", "", StringComparison.Ordinal)}";

        Assert.Equal(sources.Order(StringComparer.Ordinal), Document.Select(row => $"{row.Groups["name"]} {row.Groups["kind"]} {row.Groups["unit"]} {row.Groups["meter"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_instrument_in_the_sources_is_found_by_the_pattern_that_reads_them()
    {
        var files = Repository.Files("src", ".cs").Select(Repository.Read).ToList();

        Assert.Equal(files.Sum(text => Regex.Count(text, @"\.Create(?:Observable)?(?:Counter|UpDownCounter|Gauge|Histogram)\b")), files.Sum(text => Made().Count(text)));
        Assert.True(Document.Count > 20);
    }

    [Fact]
    public void The_alarms_of_the_document_are_those_that_ops_raises() => Assert.Equal(
        OpsAlarms.Rules.Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Figure} above {rule.Above}, {rule.Level}: [{rule.Section}](operations.md#{rule.Section})")).Order(StringComparer.Ordinal),
        Document.Where(row => row.Groups["alarm"].Value != "-").Select(row => $"{row.Groups["name"]} {row.Groups["alarm"]}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_runbook_is_a_section_of_the_document_of_operations()
    {
        var sections = Heading().Matches(Repository.Read("docs/operations.md")).Select(heading => Anchor(heading.Groups["title"].Value)).ToHashSet();

        Assert.All(OpsAlarms.Rules.Select(rule => rule.Section).Append(OpsAlarms.Down("reports").Runbook.Split('#')[1]), section => Assert.Contains(section, sections));
    }

    [Fact]
    public void A_figure_raises_its_alarm_above_the_limit_only()
    {
        OpsFigure[] figures = [new("outbox_oldest_seconds", null, 60), new("dlq_depth", null, 1), new("delivery_failed", "channel=SMS", 2), new("no_such_figure", null, 9)];

        Assert.Equal(["dlq_depth", "delivery_failed{channel=SMS}"], OpsAlarms.Of(figures).Select(alarm => alarm.Figure));
    }

#pragma warning disable CA1308 // Anchors are in lower case.
    private static string Anchor(string title) => string.Concat(title.ToLowerInvariant().Replace(' ', '-').Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
#pragma warning restore CA1308

    [GeneratedRegex(@"^\| `(?<name>[a-z_]+)` \| (?<kind>\w+) \| (?<unit>\w+) \| [^|]+ \| (?<meter>\w+) \| (?<alarm>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""\.Create(?<kind>\w+)(?:<\w+>)?\("(?<name>[a-z_]+)".*?"(?<unit>\{?\w+\}?)",\s*"[^"]+"\)""", RegexOptions.Singleline)]
    private static partial Regex Made();

    [GeneratedRegex(@"^#{2,3} (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
