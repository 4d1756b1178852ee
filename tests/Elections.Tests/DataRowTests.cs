namespace Netralitas.Elections.Tests;

public class DataRowTests
{
    private const string Faults = """
        number -> rows.csv line 2: cell 'x' is no number.
        date -> rows.csv line 2: cell 'x' is no date such as 2024-11-27.
        time -> rows.csv line 2: cell 'x' is no time such as 16:30.
        yes or no -> rows.csv line 2: cell 'x' is neither yes nor no.
        region -> rows.csv line 2: cell 'x' is no region code.
        regions -> rows.csv line 2: cell 'x' has no region codes.
        value -> rows.csv line 2: cell 'x' is no Mark.
        number of a value -> rows.csv line 2: cell '1' is no Mark.
        empty -> rows.csv line 2: cell '' is empty.
        mark -> rows.csv line 2: mark 'X' is none of V, V~, G, U and D.

        """;

    [Fact]
    public void What_is_not_of_its_columns_form_is_told_with_file_line_and_column() => Assert.Equal(Faults, Table.Filled(Faults, row =>
        Assert.Throws<InvalidDataException>(() => Read(row[0])).Message));

    [Fact]
    public void A_line_with_too_few_fields_is_not_taken() =>
        Assert.Equal("rows.csv line 3 has 1 fields, not 2.", Assert.Throws<InvalidDataException>(() => DataRow.Parse("rows", "a,b\n1,2\n3\n")).Message);

    [Fact]
    public void Commas_and_quotation_marks_stand_in_quotation_marks() =>
        Assert.Equal("SKB 1, 2, dan \"3\"", DataRow.Parse("rows", "a,b\n\"SKB 1, 2, dan \"\"3\"\"\",x\n")[0].Text("a"));

    [Fact]
    public void Every_row_of_the_assembly_says_where_it_was_read() => Assert.All(
        typeof(DataRow).Assembly.GetManifestResourceNames().SelectMany(DataRow.Read),
        row => Assert.StartsWith("https://", row.Citation().Source, StringComparison.Ordinal));

    private static object? Read(string what) => what switch
    {
        "number" => Cell("x").Number("cell"),
        "date" => Cell("x").DateOrNull("cell"),
        "time" => Cell("x").Time("cell"),
        "yes or no" => Cell("x").YesOrNo("cell"),
        "region" => Cell("x").Region("cell"),
        "regions" => Cell("x").Regions("cell"),
        "value" => Cell("x").Value<Mark>("cell"),
        "number of a value" => Cell("1").Value<Mark>("cell"),
        "empty" => Cell("").Text("cell"),
        "mark" => DataRow.Parse("rows", "basis,source,mark,law\na,b,X,c\n")[0].Citation(),
        _ => null,
    };

    private static DataRow Cell(string value) => DataRow.Parse("rows", $"cell,other\n{value},\n")[0];
}
