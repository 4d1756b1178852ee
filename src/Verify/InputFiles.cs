using System.Diagnostics.CodeAnalysis;
using System.Text;
using Netralitas.TransparencyLog;

namespace Netralitas.Verify;

/// <summary>Files that the user names.</summary>
internal static class InputFiles
{
    /// <summary>Reads a file of at most the length of a proof.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="problem">Why it cannot be read, in Indonesian.</param>
    internal static bool TryRead(string path, out byte[] bytes, [NotNullWhen(false)] out string? problem) => TryRead(path, TlogProof.MaxLength, out bytes, out problem);

    /// <summary>Reads a file of at most a length.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Most bytes.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="problem">Why it cannot be read, in Indonesian.</param>
    internal static bool TryRead(string path, int most, out byte[] bytes, [NotNullWhen(false)] out string? problem)
    {
        bytes = [];
        problem = null;
        try
        {
            var file = new FileInfo(path);
            if (file.Length > most)
            {
                problem = $"Berkas {path} terlalu besar untuk sebuah bukti.";
                return false;
            }

            bytes = File.ReadAllBytes(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = $"Berkas {path} tidak dapat dibaca. Periksa nama dan tempatnya.";
            return false;
        }
    }

    /// <summary>Reads the public keys.</summary>
    /// <param name="path">A file in the form of C2SP tlog-policy.</param>
    /// <param name="trusted">The logs and witnesses.</param>
    /// <param name="problem">Why it cannot be read, in Indonesian; which line is told as the reader of it tells it.</param>
    internal static bool TryReadKeys(string path, out IReadOnlyList<LogPolicy> trusted, [NotNullWhen(false)] out string? problem)
    {
        trusted = [];
        if (!TryRead(path, out var bytes, out problem))
        {
            return false;
        }

        if (!TrustPolicy.TryParse(Encoding.UTF8.GetString(bytes), out var policies, out var wrong))
        {
            problem = $"Berkas kunci {path} tidak dapat dipakai ({wrong}). Ambil lagi dari tempat resminya.";
            return false;
        }

        trusted = policies;
        return true;
    }
}
