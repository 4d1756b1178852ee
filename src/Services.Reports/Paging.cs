using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports;

/// <summary>How long a page is, and where it begins: after the last row that was seen, so that what comes meanwhile moves nothing.</summary>
internal static class Paging
{
    private const int Default = 50;
    private const int Most = 200;

    /// <returns>The size asked for; the default for 0.</returns>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID.</exception>
    internal static int Size(int asked) => asked switch
    {
        0 => Default,
        >= 1 and <= Most => asked,
        _ => throw new RefusalException(StatusCode.InvalidArgument, "PAGE_SIZE_INVALID", $"Ukuran halaman antara 1 dan {Most}, atau 0 untuk ukuran bawaan.",
            new FieldFault("page_size", $"Isi 0 sampai {Most}.")),
    };

    /// <returns>The last row of the page before; null for the first page.</returns>
    /// <exception cref="RefusalException">PAGE_TOKEN_INVALID.</exception>
    internal static Guid? Before(string token) => token.Length == 0 ? null : Guid.TryParseExact(token, "N", out var id)
        ? id : throw TokenInvalid();

    /// <summary>A token that no page gave.</summary>
    internal static RefusalException TokenInvalid() =>
        new(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", "Tanda halaman tidak dapat dibaca. Mulai lagi dari halaman pertama.",
            new FieldFault("page_token", "Isi dengan next_page_token dari halaman sebelumnya, atau kosongkan."));

    /// <summary>The token of the page that follows a row.</summary>
    internal static string Token(Guid last) => last.ToString("N");
}
