using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Netralitas.Reports.Bench;

/// <summary>pgbench: one prepared insert of one row of about a report's size for each transaction.</summary>
internal sealed partial class RawInserts : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder owner;
    private readonly string script = Path.GetTempFileName();

    private RawInserts(BackingServices backing) => owner = new NpgsqlConnectionStringBuilder(backing.Owner);

    internal static async Task<RawInserts> PrepareAsync(BackingServices backing)
    {
        var raw = new RawInserts(backing);
        await using var source = NpgsqlDataSource.Create(backing.Owner);
        await using var create = source.CreateCommand("create table if not exists public.raw_insert (id bigint primary key, at timestamptz not null default now(), content bytea not null)");
        await create.ExecuteNonQueryAsync();
        await File.WriteAllTextAsync(raw.script,
            $"""
            \set id random(1, 9000000000000000000)
            insert into public.raw_insert (id, content) values (:id, '\x{new string('a', 2 * SubmitLoad.ContentLength)}');
            """);
        return raw;
    }

    /// <returns>Inserts a second.</returns>
    internal async Task<double> RunAsync(int clients, int seconds)
    {
        var start = new ProcessStartInfo(PathOfPgbench(),
            ["-n", "-M", "prepared", "-c", $"{clients}", "-j", "2", "-T", $"{seconds}", "-f", script, "-h", owner.Host!, "-p", $"{owner.Port}", "-U", owner.Username!, owner.Database!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = owner.Password;
        using var pgbench = Process.Start(start)!;
        var output = await pgbench.StandardOutput.ReadToEndAsync();
        var errors = await pgbench.StandardError.ReadToEndAsync();
        await pgbench.WaitForExitAsync();
        var rate = Rate().Match(output);
        return pgbench.ExitCode == 0 && rate.Success
            ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench failed: {output}{errors}");
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(script);
        return ValueTask.CompletedTask;
    }

    private static string PathOfPgbench() => Directory.EnumerateDirectories("/usr/lib/postgresql").Select(v => Path.Combine(v, "bin", "pgbench")).First(File.Exists);

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
