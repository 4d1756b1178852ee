using System.Diagnostics;
using System.Text;
using Netralitas.Hostile.Tests.Standing;
using Npgsql;

namespace Netralitas.Hostile.Tests.Canaries;

/// <summary>Every place in which the suite leaves anything.</summary>
internal sealed class Places(StandingSuite suite, BrokerTap broker)
{
    /// <summary>The services' databases.</summary>
    internal static readonly string[] Databases = ["pledges", "reports", "notifications"];

    private static readonly string[] Signals = ["trace", "metrics", "logs"];

    private static readonly string[] Folders = ["spool", "evidence", "pledge-log", "pledge-log-signed", "receipt-log", "receipt-log-signed"];

    /// <summary>All of them, as they are now.</summary>
    internal async Task<List<Place>> AllAsync()
    {
        var data = await DataFolderAsync();
        return
        [
            new Place("output", [("all processes", Encoding.UTF8.GetBytes(string.Join('\n', suite.Output.Lines)))]),
            .. Signals.Select(signal => new Place($"OTLP {signal}", suite.Otlp.Of(signal).Select((export, n) => ($"export {n}", export)))),
            new Place("messages", broker.Messages.Select((message, n) => ($"message {n}", message))),
            new Place("files of the broker", Files(broker.Folder)),
            .. Folders.Select(Folder),
            .. await Task.WhenAll(Databases.Select(async database => new Place($"dump of {database}", [(database, await DumpAsync(database))]))),
            new Place("files of the databases", Files(data)),
            new Place("temporary files", Files(Path.GetDirectoryName(broker.Folder)!, file => !file.StartsWith(data, StringComparison.Ordinal) && !file.StartsWith(broker.Folder, StringComparison.Ordinal))),
        ];
    }

    /// <summary>A folder of the suite.</summary>
    internal Place Folder(string name) => new(name, Files(Path.Combine(suite.Folder.FullName, name)));

    /// <summary>Leaves a text in each place, in the way in which things come there.</summary>
    internal async Task PlantAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var database in Databases)
        {
            await RunAsync(database, $"create table public.hostile_tests as select '{text}' as word, '{text}'::bytea as bytes, to_jsonb('{text}'::text) as json");
        }

        await RunAsync("postgres", $"do $$ begin raise log '{text}'; end $$; checkpoint");
        await BrokerTap.LeaveAsync(await suite.BrokerAsync(), bytes);
        using var client = StandingSuite.NewClient(new Uri(suite.Otlp.Address));
        foreach (var signal in Signals)
        {
            using var export = new HttpRequestMessage(HttpMethod.Post, $"/opentelemetry.proto.collector.{signal}.v1.Service/Export") { Version = new Version(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new ByteArrayContent(bytes) };
            (await client.SendAsync(export)).EnsureSuccessStatusCode();
        }

        foreach (var folder in Folders)
        {
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(suite.Folder.FullName, folder)).FullName, "hostile-tests.tmp"), bytes);
        }

        await File.WriteAllBytesAsync(Path.Combine(Path.GetDirectoryName(broker.Folder)!, "hostile-tests.tmp"), bytes);
    }

    /// <summary>Runs SQL as the owner of the databases.</summary>
    internal async Task RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(await suite.OwnerAsync(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asks the database as its owner.</summary>
    internal async Task<T> ScalarAsync<T>(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(await suite.OwnerAsync(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private Task<string> DataFolderAsync() => ScalarAsync<string>("postgres", "select setting from pg_settings where name = 'data_directory'");

    private async Task<byte[]> DumpAsync(string database)
    {
        var owner = new NpgsqlConnectionStringBuilder(await suite.OwnerAsync(database));
        var program = Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin/pg_dump")).Where(File.Exists).Max()!;
        var start = new ProcessStartInfo(program, ["-h", owner.Host!, "-p", $"{owner.Port}", "-U", owner.Username!, "-d", database]) { RedirectStandardOutput = true };
        start.Environment["PGPASSWORD"] = owner.Password;
        using var dump = Process.Start(start)!;
        using var content = new MemoryStream();
        await dump.StandardOutput.BaseStream.CopyToAsync(content);
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);
        return content.ToArray();
    }

    private static IEnumerable<(string Where, byte[] Content)> Files(string folder, Func<string, bool>? isWanted = null)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(isWanted ?? (_ => true)))
        {
            byte[] content;
            try
            {
                content = File.ReadAllBytes(file);
            }
            catch (IOException) when (!File.Exists(file) || new FileInfo(file).Length == 0)
            {
                // Gone meanwhile, or the empty file by which a process holds its folder.
                continue;
            }

            yield return (Path.GetRelativePath(folder, file), content);
        }
    }
}
