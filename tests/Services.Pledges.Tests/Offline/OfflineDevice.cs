using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Cryptography;
using Netralitas.Services.Pledges.Tests.States;

namespace Netralitas.Services.Pledges.Tests.Offline;

/// <summary>A device without a network, written from docs/offline.md alone.</summary>
internal sealed class OfflineDevice : IDisposable
{
    private const string Version = "netralitas/offline-signatures/v1";

    private readonly Ed25519PrivateKey key = Ed25519PrivateKey.Import(RandomNumberGenerator.GetBytes(Ed25519PrivateKey.Length));
    private readonly List<string> lines = [];
    private byte[] package = [];

    internal byte[] PublicKey => key.PublicKey.Export();

    internal ExportOfflineSessionResponse Export { get; private set; } = new();

    /// <summary>What the package says.</summary>
    internal JsonElement Session => JsonDocument.Parse(Encoding.UTF8.GetString(package).Split('\n')[1]).RootElement;

    internal static async Task<OfflineDevice> TakenAsync(HeldDeclaration declaration, int validHours = 0, bool withRoster = false)
    {
        var device = new OfflineDevice();
        device.Open(await declaration.Replica.Offline.ExportOfflineSessionAsync(device.Request(declaration.Id, validHours, withRoster), declaration.Organiser));
        return device;
    }

    internal ExportOfflineSessionRequest Request(string declarationId, int validHours = 0, bool withRoster = false) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        DeclarationId = declarationId,
        Device = "Tablet uji",
        DeviceKey = ByteString.CopyFrom(PublicKey),
        ValidHours = validHours,
        WithRoster = withRoster,
    };

    internal void Open(ExportOfflineSessionResponse export, byte[]? other = null)
    {
        (Export, package) = (export, other ?? export.Package.ToByteArray());
        lines.Clear();
        Add(new() { ["format"] = Version, ["export_id"] = export.ExportId, ["package_sha256"] = Convert.ToBase64String(SHA256.HashData(package)), ["opened_at"] = DateTimeOffset.UtcNow });
    }

    /// <summary>Somebody signs; a synthetic NIP tells who.</summary>
    internal string Sign(int person, DateTimeOffset? at = null, string? number = null, bool confirms = true, string? rowId = null)
    {
        var id = rowId ?? Guid.NewGuid().ToString();
        Add(new()
        {
            ["row_id"] = id,
            ["signed_at"] = at ?? DateTimeOffset.UtcNow,
            ["confirms"] = confirms,
            ["signer_name"] = $"Penanda uji {person}",
            ["signer_number"] = number ?? HeldDeclaration.Nip(person),
            ["position"] = "Staf",
            ["agency"] = "Unit uji",
        });
        return id;
    }

    /// <summary>The file as it is brought back; the device goes on after it.</summary>
    internal string File()
    {
        var count = lines.Count - 1;
        Add(new() { ["end"] = true, ["rows"] = count, ["closed_at"] = DateTimeOffset.UtcNow });
        var file = string.Concat(lines.Select(line => line + "\n"));
        lines.RemoveAt(lines.Count - 1);
        return file;
    }

    internal static Task<MergeOfflineSessionResponse> MergeAsync(PledgesProcess replica, string file, Metadata organiser, string? requestId = null) =>
        MergeCall(replica, file, organiser, requestId).ResponseAsync;

    internal static AsyncUnaryCall<MergeOfflineSessionResponse> MergeCall(PledgesProcess replica, string file, Metadata organiser, string? requestId = null) =>
        replica.Offline.MergeOfflineSessionAsync(new MergeOfflineSessionRequest { RequestId = requestId ?? HeldDeclaration.NewId(), Content = ByteString.CopyFromUtf8(file) }, organiser);

    public void Dispose() => key.Dispose();

    private void Add(Dictionary<string, object> payload)
    {
        if (lines.Count > 0)
        {
            payload["previous"] = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(lines[^1])));
        }

        var text = JsonSerializer.Serialize(payload);
        lines.Add($"{text}\t{Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes($"{Version}\n{text}")))}");
    }
}
