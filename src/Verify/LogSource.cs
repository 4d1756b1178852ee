using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify;

/// <summary>Where the public files of a log are.</summary>
internal static class LogSource
{
    /// <summary>Opens what the user names.</summary>
    /// <param name="url">Address of the log; null for none.</param>
    /// <param name="folder">Folder with a copy of the log; null for none.</param>
    /// <param name="log">The files; null when neither is named.</param>
    /// <param name="problem">What is wrong, in Indonesian.</param>
    internal static bool TryOpen(string? url, string? folder, out ILogFiles? log, out string? problem)
    {
        (log, problem) = (null, null);
        if (url is not null && folder is not null)
        {
            problem = "Sebutkan alamat atau folder catatan publik, tidak keduanya.";
        }
        else if (folder is not null)
        {
            log = Directory.Exists(folder) ? new FolderFiles(folder) : null;
            problem = log is null ? $"Folder {folder} tidak ada." : null;
        }
        else if (url is not null)
        {
            var isAddress = Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
            log = isAddress ? new HttpFiles(address!) : null;
            problem = log is null ? $"{url} bukan alamat seperti https://contoh.go.id/log/pledges." : null;
        }

        return problem is null;
    }
}
