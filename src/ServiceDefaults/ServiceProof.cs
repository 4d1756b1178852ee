using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Netralitas.ServiceDefaults;

/// <summary>Proves to one service that another one calls it, for a user whose token it hands on. Safe to call from several threads.</summary>
/// <remarks>
/// HMAC-SHA256 under a secret that both have and no user does, over the method, the time, the user's token and the request: it says nothing of another call, and is old after a minute.
/// What the user may do is decided by the token, as for any call.
/// </remarks>
public sealed class ServiceProof
{
    /// <summary>The metadata that carries it.</summary>
    public const string Header = "netralitas-service-proof";

    private const int LeastSecret = 32;

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    private readonly byte[]? key;

    /// <summary>Takes the secret.</summary>
    /// <param name="secret">At least 32 characters; null or empty makes no proof and accepts none: absent is safe.</param>
    /// <exception cref="InvalidOperationException">The secret is too short.</exception>
    public ServiceProof(string? secret)
    {
        if (!string.IsNullOrEmpty(secret))
        {
            key = secret.Length >= LeastSecret
                ? HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, salt: [], "netralitas/service-proof/v1"u8.ToArray())
                : throw new InvalidOperationException($"Access:ServiceSecret is not a secret of at least {LeastSecret} characters.");
        }
    }

    /// <summary>Whether there is a secret.</summary>
    public bool IsConfigured => key is not null;

    /// <summary>Makes a proof.</summary>
    /// <param name="method">Full name of the RPC, with a slash before and between.</param>
    /// <param name="authorization">The user's header of that name, as it is handed on.</param>
    /// <param name="request">The request.</param>
    /// <param name="now">The present instant.</param>
    /// <exception cref="InvalidOperationException">There is no secret.</exception>
    public string Make(string method, string authorization, IMessage request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{time}.{Convert.ToHexStringLower(Mac(key ?? throw new InvalidOperationException("Access:ServiceSecret is missing."), method, authorization, request, time))}";
    }

    /// <summary>Whether a call carries a proof that holds for it.</summary>
    /// <param name="context">The call.</param>
    /// <param name="request">Its request.</param>
    /// <param name="now">The present instant.</param>
    public bool Holds(ServerCallContext context, IMessage request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(request);
        return Holds(context.Method, context.RequestHeaders.GetValue("authorization") ?? "", context.RequestHeaders.GetValue(Header) ?? "", request, now);
    }

    internal bool Holds(string method, string authorization, string proof, IMessage request, DateTimeOffset now)
    {
        if (key is null || proof.Split('.') is not [var time, { Length: 64 } mac] || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Lasts.TotalSeconds || !mac.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(mac), Mac(key, method, authorization, request, time));
    }

    private static byte[] Mac(byte[] key, string method, string authorization, IMessage request, string time) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(
            $"{method}\n{time}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(authorization)))}\n{Convert.ToHexStringLower(SHA256.HashData(request.ToByteArray()))}"));
}

/// <summary>Where the secret is read: <c>Access:ServiceSecret</c>.</summary>
public static class ServiceProofRegistration
{
    /// <summary>Adds it.</summary>
    public static void AddServiceProof(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(new ServiceProof(builder.Configuration["Access:ServiceSecret"]));
    }
}
