using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace Netralitas.Pledges.Bench;

/// <summary>PostgreSQL by itself: a table with the columns and the keys of the signatures, written by prepared inserts of one row and by COPY.</summary>
internal sealed partial class RawTable(BackingServices backing) : IAsyncDisposable
{
    private const int ConnectionThreads = 2;

    private static readonly Guid Declaration = Guid.NewGuid();
    private static readonly Guid Scope = Guid.NewGuid();
    private static readonly byte[] SealedNumber = new byte[49];

    private readonly NpgsqlConnectionStringBuilder owner = new(backing.OwnerConnection);
    private readonly string script = Path.GetTempFileName();

    internal async Task CreateAsync()
    {
        await backing.ExecuteAsync("create table public.raw_signature (like pledges.signatures including defaults including indexes)");
        await File.WriteAllTextAsync(script,
            $"""
            insert into public.raw_signature (id, declaration_id, signer_name, sealed_number, signer_index, pledge_scope, position, position_key, agency, tenure, represented, mandate_basis, method, recorded_at, signed_on)
            values (gen_random_uuid(), '{Declaration}', 'Pegawai Contoh Nomor 1234567, S.Sos., M.Si.', '\x{new string('a', 2 * SealedNumber.Length)}', gen_random_uuid(), '{Scope}',
                'Analis Kebijakan 1', 'ANALIS KEBIJAKAN 1', 'Dinas Contoh 1', 'Definitif', '', '', 'Device', now(), current_date);
            """);
    }

    /// <returns>Inserts a second.</returns>
    internal async Task<double> InsertAsync(int clients, int seconds)
    {
        var start = new ProcessStartInfo(PathOfPgbench(),
            ["-n", "-M", "prepared", "-c", $"{clients}", "-j", $"{ConnectionThreads}", "-T", $"{seconds}", "-f", script, "-h", owner.Host!, "-p", $"{owner.Port}", "-U", owner.Username!, owner.Database!])
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

    /// <summary>Copies the rows of people by one binary COPY, durable at its end.</summary>
    /// <returns>Seconds.</returns>
    internal async Task<double> CopyAsync(int firstPerson, int count)
    {
        var from = Stopwatch.GetTimestamp();
        await using var connection = await backing.Owner.OpenConnectionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy public.raw_signature (id, declaration_id, signer_name, sealed_number, signer_index, pledge_scope, position, position_key, agency, tenure, represented, mandate_basis, method, recorded_at, signed_on) from stdin (format binary)"))
        {
            for (var n = firstPerson; n < firstPerson + count; n++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(Guid.NewGuid());
                await copy.WriteAsync(Declaration);
                await copy.WriteAsync("Pegawai Contoh Nomor 1234567, S.Sos., M.Si.");
                await copy.WriteAsync(SealedNumber);
                await copy.WriteAsync(Guid.NewGuid());
                await copy.WriteAsync(Scope);
                await copy.WriteAsync("Analis Kebijakan 1");
                await copy.WriteAsync("ANALIS KEBIJAKAN 1");
                await copy.WriteAsync("Dinas Contoh 1");
                await copy.WriteAsync("Definitif");
                await copy.WriteAsync("");
                await copy.WriteAsync("");
                await copy.WriteAsync("Stream");
                await copy.WriteAsync(DateTime.UtcNow, NpgsqlDbType.TimestampTz);
                await copy.WriteAsync(DateOnly.FromDateTime(DateTime.UtcNow), NpgsqlDbType.Date);
            }

            await copy.CompleteAsync();
        }

        return Stopwatch.GetElapsedTime(from).TotalSeconds;
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
