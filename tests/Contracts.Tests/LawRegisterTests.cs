using System.Text.RegularExpressions;

namespace Netralitas.Contracts.Tests;

/// <summary>docs/law/register.md against the keys in the code.</summary>
public partial class LawRegisterTests
{
    private static readonly IReadOnlyList<string[]> Register =
        [.. Repository.Read("docs/law/register.md").Split('\n').Where(line => line.StartsWith("| LAW-", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split(" | "))];

    [Fact]
    public void Every_key_in_the_code_is_in_the_register_and_the_reverse() =>
        Assert.Equal(KeysIn(Repository.Files("src", ".cs", ".proto", ".csv", ".sql")), Register.Select(row => row[0]));

    [Fact]
    public void Tests_and_documents_cite_only_keys_of_the_register() =>
        Assert.Subset(Register.Select(row => row[0]).ToHashSet(), KeysIn(Repository.Files("tests", ".cs").Concat(Repository.Files("docs", ".md"))).ToHashSet());

    [Fact]
    public void Every_rule_says_its_law_its_text_how_well_it_is_known_and_where_it_was_read() => Assert.All(Register, row =>
    {
        Assert.Equal(7, row.Length);
        Assert.All(row, cell => Assert.NotEqual("", cell.Trim()));
        Assert.Contains(row[3], new[] { "[V]", "[V~]", "[G]", "[U]", "[D]" });
        Assert.StartsWith("https://", row[4], StringComparison.Ordinal);
    });

    [Fact]
    public void Every_rule_stands_in_its_file_and_has_a_test_of_its_own() => Assert.All(Register, row =>
    {
        Assert.Contains(row[0], Repository.Read(row[5]), StringComparison.Ordinal);
        Assert.Contains(row[0], Repository.Read(row[6]), StringComparison.Ordinal);
    });

    private static IEnumerable<string> KeysIn(IEnumerable<string> files) =>
        files.SelectMany(file => Key().Matches(Repository.Read(file)).Select(key => key.Value)).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("LAW-[A-Z]+-[0-9]{2}")]
    private static partial Regex Key();
}
