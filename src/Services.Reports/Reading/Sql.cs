using Npgsql;

namespace Netralitas.Services.Reports.Reading;

/// <summary>Conditions of a query, and their values. A value is never part of the text.</summary>
internal sealed class Sql
{
    private readonly List<NpgsqlParameter> values = [];
    private readonly List<string> conditions = [];

    /// <summary>The values, for the command that takes the text.</summary>
    internal IReadOnlyList<NpgsqlParameter> Values => values;

    /// <summary>All conditions, each after <c>and</c>.</summary>
    internal string Conditions => string.Concat(conditions.Select(condition => $" and {condition}"));

    /// <summary>Adds a value.</summary>
    /// <returns>What stands for it in the text.</returns>
    internal string Value(object value)
    {
        values.Add(new NpgsqlParameter($"v{values.Count}", value));
        return $"@{values[^1].ParameterName}";
    }

    /// <summary>Adds a condition.</summary>
    internal void Where(string condition) => conditions.Add(condition);
}
