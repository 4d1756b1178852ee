namespace Netralitas.Operations.Tests;

/// <summary>Procedures that are about folders and disks alone.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netralitas-disk-");

    private string Dead => Path.Combine(folder.FullName, "dead");

    private string Living => Path.Combine(folder.FullName, "living");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Ballast_takes_up_real_room_and_gives_it_back_when_the_disk_is_full()
    {
        // A file system of 16 MB in a name space of its own: the test needs no privilege, and fills nobody's disk.
        const string Script =
            """
            set -eu
            mount -t tmpfs -o size=16m tmpfs "$1"
            "$2" create "$1/ballast" 8M
            if head -c 12M /dev/zero > "$1/data"; then echo "the disk did not fill up"; exit 1; fi
            if echo more >> "$1/more" && [ -s "$1/more" ]; then echo "a full disk took more"; exit 1; fi
            "$2" release "$1/ballast"
            head -c 4M /dev/zero > "$1/more"
            echo "room again"
            """;

        var (code, output) = await Shell.StartAsync("unshare",
            ["--user", "--map-root-user", "--mount", "bash", "-c", Script, "ballast", folder.FullName, Path.Combine(Shell.Repository, "eng/ops/ballast.sh")], new Dictionary<string, string>());

        Assert.True(code == 0, output);
        Assert.Contains("room again\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ballast_that_does_not_fit_is_refused_and_leaves_nothing()
    {
        var path = Path.Combine(folder.FullName, "ballast");

        var (code, output) = await Shell.TryAsync("ballast.sh", ["create", path, "900T"]);

        Assert.Equal(1, code);
        Assert.Contains("There is no room", output, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task The_spool_of_a_dead_replica_moves_to_a_living_one_and_stays_whole()
    {
        await FillAsync(Dead, "a-1.spool", "b-2.spool");
        await FillAsync(Living, "c-1.spool");
        await File.WriteAllTextAsync(Path.Combine(Dead, "d-1.spool.tmp"), "never acknowledged");
        // As an earlier run leaves it that died between the copy and the removal.
        File.Copy(Path.Combine(Dead, "a-1.spool"), Path.Combine(Living, "a-1.spool"));
        await File.WriteAllTextAsync(Path.Combine(Living, "b-2.spool.adopted"), "half a co");

        var output = await Shell.RunAsync("spool-adopt.sh", [Dead, Living]);

        Assert.Contains("2 files moved", output, StringComparison.Ordinal);
        Assert.Equal(["a-1.spool", "b-2.spool", "c-1.spool"], NamesIn(Living));
        Assert.Equal("content of b-2.spool", await File.ReadAllTextAsync(Path.Combine(Living, "b-2.spool")));
        Assert.Equal(["d-1.spool.tmp"], NamesIn(Dead));
    }

    [Fact]
    public async Task Two_files_of_one_name_and_other_content_are_both_kept()
    {
        await FillAsync(Dead, "a-1.spool");
        await FillAsync(Living);
        await File.WriteAllTextAsync(Path.Combine(Living, "a-1.spool"), "something else");

        var (code, output) = await Shell.TryAsync("spool-adopt.sh", [Dead, Living]);

        Assert.Equal(1, code);
        Assert.Contains("other content", output, StringComparison.Ordinal);
        Assert.Equal("content of a-1.spool", await File.ReadAllTextAsync(Path.Combine(Dead, "a-1.spool")));
        Assert.Equal("something else", await File.ReadAllTextAsync(Path.Combine(Living, "a-1.spool")));
    }

    [Fact]
    public async Task A_spool_that_nobody_drains_is_told_and_a_fresh_one_is_not()
    {
        await FillAsync(Living, "a-1.spool");
        Assert.Contains("1 files, 0 of them older", await Shell.RunAsync("spool-check.sh", [Living, "0"]), StringComparison.Ordinal);

        File.SetLastWriteTimeUtc(Path.Combine(Living, "a-1.spool"), DateTime.UtcNow.AddMinutes(-5));

        var (code, output) = await Shell.TryAsync("spool-check.sh", [Living, "0"]);
        Assert.Equal(1, code);
        Assert.Contains("Nothing is drained", output, StringComparison.Ordinal);
    }

    private static async Task FillAsync(string folder, params string[] names)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in names)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), $"content of {name}");
        }
    }

    private static string[] NamesIn(string folder) => [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
