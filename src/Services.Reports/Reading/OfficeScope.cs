using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Reading;

/// <summary>An office and those below it, as conditions that indexes answer. Pure.</summary>
/// <param name="Code">Region of the office.</param>
internal sealed record OfficeScope(RegionCode Code)
{
    /// <summary>The scope that a caller asks for.</summary>
    /// <param name="officeCode">As sent; empty for the caller's own.</param>
    /// <param name="caller">Who asks.</param>
    /// <returns>Null when it is no region, or not the caller's own or below it.</returns>
    internal static OfficeScope? Of(string officeCode, Caller caller)
    {
        var asked = officeCode.Trim() is { Length: > 0 } told ? told : caller.Office.Code;
        return RegionCode.TryParse(asked, out var code) && (code == RegionCode.National ? caller.Office.Code == asked : RegionDirectory.Find(code) is not null) && caller.Office.Covers(asked)
            ? new OfficeScope(code) : null;
    }

    /// <summary>What is wrong with an office that was asked for.</summary>
    internal static FieldFault Fault(string field) => new(field, "Isi dengan kode Kemendagri wilayah kantor Anda atau wilayah di bawahnya, misalnya 75.71, atau kosongkan.");

    /// <summary>Whether it is the whole country.</summary>
    internal bool IsNational => Code == RegionCode.National;

    /// <summary>Whether it is a regency or city as a whole.</summary>
    internal bool IsRegency => Code.Level == RegionLevel.Regency;

    /// <summary>Adds the condition on rows of the work list, which are named <c>w</c>.</summary>
    internal void Narrow(Sql sql)
    {
        if (IsNational)
        {
            return;
        }

        sql.Where(Within("w", sql));
        if (Code.Level is RegionLevel.District or RegionLevel.Village)
        {
            sql.Where($"(w.office_code = {sql.Value(Code.ToString())} or w.office_code like {sql.Value($"{Code}.%")})");
        }
    }

    /// <summary>The condition that a row is of its province or regency; it is not for the whole country.</summary>
    /// <param name="row">How the row is named.</param>
    /// <param name="sql">The query.</param>
    internal string Within(string row, Sql sql) => Code.Level == RegionLevel.Province ? $"{row}.province_code = {sql.Value(Code.ToString())}" : $"{row}.regency_code = {sql.Value(CaseIndex.RegencyOf(Code))}";

    /// <summary>The word by which documents of its offices are marked; null for the whole country.</summary>
    internal string? Lexeme => IsNational ? null : $"'kantor:{(Code.Level == RegionLevel.Province ? Code.ToString() : CaseIndex.RegencyOf(Code))}'";
}
