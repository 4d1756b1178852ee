using System.Globalization;
using Npgsql;

namespace Netralitas.Reports.Bench;

/// <summary>What a submit pays for the rows of its entry in the public log: the same service by turns with them, and with a trigger that drops them.</summary>
internal static class PendingRow
{
    private const string TriggerSql =
        """
        create or replace function log.bench_drop() returns trigger language plpgsql as 'begin return null; end';
        create or replace trigger bench_drop before insert on log.held for each row execute function log.bench_drop();
        create or replace trigger bench_drop before insert on log.promise for each row execute function log.bench_drop();
        """;

    /// <summary>Runs and says how much slower submits are with the rows.</summary>
    internal static async Task RunAsync(BackingServices backing, ReportsService reports, int clients, int seconds, int turns)
    {
        await using var owner = NpgsqlDataSource.Create(backing.Owner);
        await ExecuteAsync(owner, TriggerSql);
        var (with, without) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 2 * turns; turn++)
        {
            // One, the other, the other, one: tables that grow and a machine that tires cost both the same.
            var isWith = turn % 4 is 0 or 3;
            await ExecuteAsync(owner, $"alter table log.held {(isWith ? "disable" : "enable")} trigger bench_drop; alter table log.promise {(isWith ? "disable" : "enable")} trigger bench_drop");
            (isWith ? with : without).Add((await reports.SubmitAsync(clients, TimeSpan.FromSeconds(seconds))).PerSecond);
        }

        await ExecuteAsync(owner, "drop trigger bench_drop on log.held; drop trigger bench_drop on log.promise");
        var (kept, dropped) = (with.Average(), without.Average());
        static string Each(List<double> rates) => string.Join(", ", rates.Select(rate => rate.ToString("N0", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"submits/s with the rows of the public log    {kept:N0} ({Each(with)})"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"submits/s without them                       {dropped:N0} ({Each(without)}): {(1 - (kept / dropped)) * 100:F1} % slower with them (under 10 wanted)"));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource owner, string sql)
    {
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
