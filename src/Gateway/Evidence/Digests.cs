using Microsoft.Extensions.Primitives;

namespace Netralitas.Gateway.Evidence;

/// <summary>Hashes as headers carry them (RFC 9530).</summary>
internal static class Digests
{
    private const string Sha256 = "sha-256=";

    // What can be no SHA-256 is not left out in silence: the service refuses it.
    private static readonly byte[] Unreadable = [0];

    /// <summary>The SHA-256 of <c>Repr-Digest</c>; empty when there is none, other algorithms are passed over. Pure.</summary>
    internal static byte[] Sha256Of(StringValues header)
    {
        var given = header.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)).FirstOrDefault(value => value.StartsWith(Sha256, StringComparison.OrdinalIgnoreCase));
        if (given is null)
        {
            return [];
        }

        var bytes = new byte[64];
        return given[Sha256.Length..] is [':', .. var inside, ':'] && Convert.TryFromBase64String(inside, bytes, out var length) ? bytes[..length] : Unreadable;
    }
}
