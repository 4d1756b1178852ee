using System.Diagnostics;
using Netralitas.Faults.History;
using Netralitas.Hostile.Tests.Canaries;
using Npgsql;

namespace Netralitas.Faults.Checker;

/// <summary>I11: what reporters wrote lies nowhere in clear: not in what was logged or exported, not in files of database and broker, spools or public logs, and not in dumps.</summary>
internal static class LeftWords
{
    private const int ChunkBytes = 8 * 1024 * 1024;

    // Longer than the word in its longest form.
    private const int OverlapBytes = 256;

    private static readonly string[] Databases = ["pledges", "reports", "notifications"];

    internal static Finding Check(CheckerOptions options)
    {
        var finding = new Finding("I11", "words of reports lie nowhere in clear");
        List<Secret> words = [new Secret("words of reports", Canary.Word)];
        // What the client wrote down for itself holds the word, as a region that there is not: the search finds it, so it was sent.
        finding.Check(LeakSearch.Find(words, [new Place("history", Chunks(options.History))]).Count > 0, () => "the client sent no such word, or the search does not find it");
        foreach (var file in options.Left.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Where(file => file != options.History))
        {
            Look(finding, words, file, Chunks(file));
        }

        foreach (var database in Databases)
        {
            Look(finding, words, $"dump of {database}", Dump(options.Postgres, database));
        }

        return finding;
    }

    private static void Look(Finding finding, List<Secret> words, string name, IEnumerable<(string Where, byte[] Content)> contents)
    {
        var found = LeakSearch.Find(words, [new Place(name, contents)]);
        finding.Check(found.Count == 0, () => $"{name} ({found[0].Form}): {found[0].Around}");
    }

    private static IEnumerable<(string Where, byte[] Content)> Dump(string postgres, string database)
    {
        var superuser = new NpgsqlConnectionStringBuilder(postgres);
        var program = Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin/pg_dump")).Where(File.Exists).Max()!;
        var start = new ProcessStartInfo(program, ["-h", superuser.Host!, "-p", $"{superuser.Port}", "-U", superuser.Username!, "-d", database]) { RedirectStandardOutput = true };
        start.Environment["PGPASSWORD"] = superuser.Password;
        using var dump = Process.Start(start)!;
        foreach (var chunk in Chunks(dump.StandardOutput.BaseStream))
        {
            yield return chunk;
        }

        dump.WaitForExit();
        if (dump.ExitCode != 0)
        {
            throw new InvalidOperationException($"pg_dump of {database} ended with {dump.ExitCode}.");
        }
    }

    private static IEnumerable<(string Where, byte[] Content)> Chunks(string file)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException) when (!File.Exists(file) || new FileInfo(file).Length == 0)
        {
            // The database still works: what was a file when the folder was listed may be none any more. By an empty one a process holds its folder.
            yield break;
        }

        using (stream)
        {
            foreach (var chunk in Chunks(stream))
            {
                yield return chunk;
            }
        }
    }

    private static IEnumerable<(string Where, byte[] Content)> Chunks(Stream stream)
    {
        var buffer = new byte[ChunkBytes];
        var kept = 0;
        for (int read; (read = stream.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false)) > 0;)
        {
            yield return ("", buffer[..(kept + read)]);
            var length = kept + read;
            kept = Math.Min(OverlapBytes, length);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
        }
    }
}
