namespace Netralitas.Elections.Sanctions;

/// <summary>The sanctions, from <c>Data/sanctions.csv</c>.</summary>
/// <remarks>
/// Law: moral sanctions [LAW-SAN-01], discipline of PNS [LAW-SAN-02] with its older kinds [LAW-SAN-03] and dismissal [LAW-SAN-04], PPPK [LAW-SAN-05], others by contract [LAW-SAN-06].
/// </remarks>
public sealed class SanctionCatalogue
{
    /// <summary>Holds the rows.</summary>
    /// <exception cref="ArgumentException">Two rows have one code.</exception>
    public SanctionCatalogue(IEnumerable<Sanction> rows)
    {
        All = [.. rows];
        if (All.GroupBy(row => row.Code).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"{twice.Key} is there twice.");
        }
    }

    /// <summary>The rows of the assembly.</summary>
    public static SanctionCatalogue Published { get; } = new(DataRow.Read("sanctions").Select(Row));

    /// <summary>All rows, in the order of the file.</summary>
    public IReadOnlyList<Sanction> All { get; }

    /// <summary>The sanction of a code for a kind of employee, decided on a local date; null when there is none.</summary>
    public Sanction? Find(string code, EmployeeKind employee, DateOnly decidedOn) =>
        All.FirstOrDefault(row => row.Code == code && row.Employee == employee && row.IsValidOn(decidedOn));

    private static Sanction Row(DataRow row) => new()
    {
        Code = row.Text("code"),
        Employee = row.Value<EmployeeKind>("employee"),
        Level = row.Value<SanctionGrade>("level"),
        ValidFrom = row.DateOrNull("valid_from"),
        ValidTo = row.DateOrNull("valid_to"),
        Name = row.Text("name"),
        Citation = row.Citation(),
    };
}
