using Netralitas.Faults.Parts;
using Netralitas.Faults.Processes;

namespace Netralitas.Faults.Wires;

/// <summary>A volume of the suite's own that can be filled to the last byte.</summary>
internal sealed class Volume
{
    private const int Megabyte = 1024 * 1024;
    private readonly string log;

    private Volume(SuiteSettings settings, string name)
    {
        Name = name;
        Folder = Path.Combine(settings.Folder, $"volume-{name}");
        log = Path.Combine(settings.Logs, "volumes.log");
        Directory.CreateDirectory(Folder);
    }

    internal string Name { get; }

    internal string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>A file system in a file: as honest about fsync as the disk under it.</summary>
    internal static async Task<Volume> CreateDiskAsync(SuiteSettings settings, string name, int megabytes, CancellationToken cancel)
    {
        var volume = new Volume(settings, name);
        var image = Path.Combine(settings.Folder, $"{name}.img");
        await volume.RunAsync(cancel, "truncate", "-s", $"{megabytes}M", image);
        // Nothing is kept back for root: full is full.
        await volume.RunAsync(cancel, "mkfs.ext4", "-q", "-m", "0", image);
        await volume.RunAsync(cancel, "mount", "-o", "loop", image, volume.Folder);
        Directory.Delete(Path.Combine(volume.Folder, "lost+found"));
        return volume;
    }

    /// <summary>A small volume in memory.</summary>
    internal static async Task<Volume> CreateMemoryAsync(SuiteSettings settings, string name, int megabytes, CancellationToken cancel)
    {
        var volume = new Volume(settings, name);
        await volume.RunAsync(cancel, "mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", volume.Folder);
        return volume;
    }

    internal Task RunAsync(CancellationToken cancel, params string[] command) => ChildProcess.RunAsync(new Launch { Command = command, Log = log }, cancel);

    /// <summary>Puts by what an operator can remove in need.</summary>
    internal void PutBallast(int megabytes)
    {
        var piece = new byte[Megabyte];
        using var file = new FileStream(Ballast, FileMode.Create);
        for (var n = 0; n < megabytes; n++)
        {
            file.Write(piece);
        }

        file.Flush(flushToDisk: true);
    }

    internal void RemoveBallast() => File.Delete(Ballast);

    /// <summary>Takes what is left.</summary>
    internal void Fill()
    {
        using var file = File.OpenHandle(Filler, FileMode.OpenOrCreate, FileAccess.Write);
        foreach (var size in (int[])[Megabyte, 64 * 1024, 4096, 512, 1])
        {
            var piece = new byte[size];
            try
            {
                while (true)
                {
                    RandomAccess.Write(file, piece, RandomAccess.GetLength(file));
                }
            }
            catch (IOException)
            {
                // No room for a piece of this size.
            }
        }
    }

    internal async Task RemoveAsync()
    {
        // Lazy: a process that is just ending may still be in it.
        await RunAsync(CancellationToken.None, "umount", "--lazy", Folder);
    }
}
