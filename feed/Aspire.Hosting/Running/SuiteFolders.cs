namespace Aspire.Hosting.Running;

/// <summary>Where the suite keeps what volumes stand for, and what ends with it.</summary>
internal sealed class SuiteFolders(string appHostDirectory, bool fresh) : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly List<FileStream> _locks = [];
    private readonly Lazy<DirectoryInfo> _temporary = new(() => Directory.CreateTempSubdirectory("aspire-"));

    /// <summary>The folder that is removed when the suite ends.</summary>
    internal string Temporary => _temporary.Value.FullName;

    /// <summary>A volume by name, kept under the repository's .data; in a test, or without a name, a new folder.</summary>
    internal string Open(string resource, string? volume)
    {
        if (volume is null || fresh)
        {
            return Directory.CreateDirectory(Path.Combine(Temporary, resource)).FullName;
        }

        var folder = Directory.CreateDirectory(Path.Combine(Root(), ".data", volume)).FullName;
        try
        {
            _locks.Add(new(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new DistributedApplicationException($"The data in '{folder}' is in use by another AppHost that is still running.");
        }

        return folder;
    }

    public void Dispose()
    {
        _locks.ForEach(l => l.Dispose());
        if (_temporary.IsValueCreated)
        {
            Remove(Temporary);
        }
    }

    internal static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left to the system's own cleaning of its temporary folder.
        }
    }

    internal static void MakePrivate(string folder) => File.SetUnixFileMode(Directory.CreateDirectory(folder).FullName, Private);

    // The nearest folder upward with a .git entry (a file in a work tree), else the AppHost's own.
    private string Root()
    {
        for (var folder = new DirectoryInfo(appHostDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
            {
                return folder.FullName;
            }
        }

        return appHostDirectory;
    }
}
