using System.Text.RegularExpressions;
using Netralitas.Demo.Loading;
using Netralitas.Geography;

namespace Netralitas.Samples.Tests;

/// <summary>The samples name nobody whom the sources do not name, and accuse nobody.</summary>
public partial class NothingInventedTests
{
    private static readonly (string File, string Name)[] NamedBySources =
    [
        (LoadedSamples.Gorontalo, "Ismail Madjid"),
        (LoadedSamples.Gorontalo, "Sukrin Saleh Taib"),
        (LoadedSamples.Ambon, "Bodewin Wattimena"),
        (LoadedSamples.Pasuruan, "Rudiyanto AP, MM"),
        (LoadedSamples.Pasuruan, "Vita Suci Rahayu"),
        (LoadedSamples.National, "Hamka Hendra Noer"),
        (LoadedSamples.National, "Rahmat Bagja"),
        (LoadedSamples.Samosir, "Agus Fatoni"),
        (LoadedSamples.Samosir, "Belman Sinaga"),
        (LoadedSamples.Samosir, "Dumoch Pandiangan"),
        (LoadedSamples.Samosir, "Martua Sitanggang"),
        (LoadedSamples.Samosir, "Rohani Bakara"),
    ];

    public static TheoryData<string> Paths => new(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.json", SearchOption.AllDirectories));

    [Fact]
    public void The_persons_named_are_those_of_the_sources() =>
        Assert.Equal(NamedBySources, LoadedSamples.Files.SelectMany(NamesIn).Distinct().OrderBy(named => named, Comparer<(string File, string Name)>.Create(ByFileAndName)));

    [Theory]
    [MemberData(nameof(Paths))]
    public void No_file_has_a_number_like_that_of_an_employee(string path) => Assert.DoesNotMatch(EmployeeNumber(), File.ReadAllText(path));

    [Fact]
    public void No_signature_has_a_number() =>
        Assert.All(LoadedSamples.Declarations.SelectMany(d => d.Record?.Signatures ?? []), signature => Assert.Empty(signature.SignerNumber));

    [Fact]
    public void Every_region_exists()
    {
        var codes = LoadedSamples.Declarations.Select(d => d.Open.RegionCode).Append(SampleFile.ReadReport().RegionCode);

        Assert.All(codes, code => Assert.NotNull(RegionDirectory.Find(RegionCode.Parse(code))));
    }

    [Fact]
    public void Every_declaration_and_text_names_its_source()
    {
        Assert.All(LoadedSamples.Declarations, declaration => Assert.NotEmpty(declaration.Open.Source));
        Assert.All(LoadedSamples.Files.SelectMany(f => f.Texts), text => Assert.NotEmpty(text.Publish.Source));
    }

    [Fact]
    public void The_report_is_marked_as_an_example_and_concerns_nobody()
    {
        var report = SampleFile.ReadReport();

        Assert.StartsWith("CONTOH", report.Narrative, StringComparison.Ordinal);
        Assert.Contains("(like)", report.Narrative, StringComparison.Ordinal);
        Assert.Equal("35.75", report.RegionCode);
        Assert.Null(report.Reporter);
        Assert.Empty(report.Witnesses);
        var respondent = Assert.Single(report.Respondents);
        Assert.Equal("tidak dikenal", respondent.Name);
        Assert.Empty(respondent.Number + respondent.Position + respondent.Agency);
        Assert.All(report.Evidence, evidence => Assert.Empty(evidence.Link));
        Assert.All(NamedBySources, named => Assert.DoesNotContain(named.Name, report.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<(string File, string Name)> NamesIn(SampleFile file) => file.Declarations
        .SelectMany(d => d.Open.Participants.Select(p => p.Name).Append(d.Open.Organiser.ContactName).Concat((d.Record?.Signatures ?? []).Select(s => s.SignerName)))
        .Where(name => name.Length > 0)
        .Select(name => (file.Name, name));

    private static int ByFileAndName((string File, string Name) one, (string File, string Name) other) =>
        string.CompareOrdinal($"{one.File} {one.Name}", $"{other.File} {other.Name}");

    [GeneratedRegex("[0-9](?:[ .-]?[0-9]){17}")]
    private static partial Regex EmployeeNumber();
}
