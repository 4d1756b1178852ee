using System.Security.Cryptography;
using System.Text;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Receipts that providers post, each signed with the provider's secret.</summary>
internal static class Receipts
{
    private const int LongestBody = 64 * 1024;
    private const int LongestReference = 200;

    /// <summary>Maps <c>/receipts/{provider}</c>. Answers 204 when the receipt is safe, also when it came before or was known; 401 for a wrong signature, 404 for a provider without receipts, 400 for what says nothing.</summary>
    internal static void MapReceipts(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/receipts/{provider}", TakeAsync).AllowAnonymous();

    /// <summary>Whether a body was signed with a secret.</summary>
    internal static bool IsSigned(byte[] body, string? signature, string secret)
    {
        if (signature is null)
        {
            return false;
        }

        var hex = signature.StartsWith("sha256=", StringComparison.Ordinal) ? signature[7..] : signature;
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hex.ToLowerInvariant()), Encoding.ASCII.GetBytes(expected));
    }

    /// <summary>What a provider's word means; null for a word that says nothing about the end, such as that it is on its way.</summary>
    internal static DeliveryStep? OutcomeOf(ReceiptOptions receipts, string? word) => word switch
    {
        null => null,
        _ when receipts.Delivered.Contains(word) => DeliveryStep.Confirm,
        _ when receipts.Temporary.Contains(word) => DeliveryStep.Expire,
        _ when receipts.Permanent.Contains(word) => DeliveryStep.Reject,
        _ => null,
    };

    private static async Task<IResult> TakeAsync(string provider, HttpRequest request, DeliveryOptions options, DeliverySettlement settlement, TimeProvider clock, CancellationToken cancel)
    {
        if (options.Providers.FirstOrDefault(p => p.Name == provider)?.Receipts is not { } receipts)
        {
            return Refuse(StatusCodes.Status404NotFound, "RECEIPT_PROVIDER_UNKNOWN", "Penyedia ini tidak terdaftar sebagai pengirim tanda terima.");
        }

        var body = await ReadAsync(request, cancel);
        if (body is null || !IsSigned(body, request.Headers[receipts.SignatureHeader], receipts.Secret))
        {
            return Refuse(StatusCodes.Status401Unauthorized, "RECEIPT_SIGNATURE_WRONG", "Tanda tangan tanda terima tidak cocok. Periksa rahasia dan cara menandatanganinya.");
        }

        var text = Encoding.UTF8.GetString(body);
        var reference = ProviderFields.ReadReceipt(text, receipts.ReferencePath);
        if (reference is not { Length: > 0 and <= LongestReference } || reference.Contains('\0', StringComparison.Ordinal))
        {
            return Refuse(StatusCodes.Status400BadRequest, "RECEIPT_INVALID", "Tanda terima tidak menyebut pengiriman yang dimaksud.");
        }

        if (OutcomeOf(receipts, ProviderFields.ReadReceipt(text, receipts.OutcomePath)) is { } outcome)
        {
            await settlement.TakeReceiptAsync(provider, reference, outcome, clock.Now(), cancel);
        }

        return Results.NoContent();
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var buffer = new byte[LongestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return length > LongestBody ? null : buffer[..length];
    }

    private static IResult Refuse(int status, string reason, string message) => Results.Json(new { reason, message }, statusCode: status);
}
