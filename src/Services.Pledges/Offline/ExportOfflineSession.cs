using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Cryptography;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Offline;

internal sealed partial class OfflineEndpoint
{
    private const int MaxDevice = 100;
    private const int UsualHours = 24;
    private const int MostHours = 14 * 24;
    private const int MostPeople = 2_000;

    /// <summary>Exports a declaration for one device.</summary>
    /// <remarks>When this returns, the export survives a crash. The same request again gets the same package, until its time is over. Nobody is told, and nothing is signed by it.</remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, OFFLINE_EXPORT_INVALID, DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT, DECLARATION_NOT_OPEN, DECLARATION_SEALED, OFFLINE_ROSTER_TOO_LONG, REGION_OUTSIDE_OFFICE,
    /// REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<ExportOfflineSessionResponse> ExportOfflineSession(ExportOfflineSessionRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        Check(request);
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var id = Guid.TryParse(request.DeclarationId, out var parsed) ? parsed : throw PledgeRefusals.DeclarationUnknown();
            var held = await db.HoldDeclarationAsync(id, cancel) ?? throw PledgeRefusals.DeclarationUnknown();
            OwnRegion.Require(held.RegionCode, context);
            PledgeRefusals.Require(held.Status, RollChange.Prepare);
            var origin = SignatureOrigin.Of(id, held, SigningMethod.Offline);
            var expected = request.WithRoster ? await ExpectedAsync(request, origin, cancel) : [];
            var now = clock.Now();
            var export = new OfflineExport(
                Guid.CreateVersion7(), id, request.Device.Trim(), request.DeviceKey.ToByteArray(), [], expected.Count, Caller.Of(context).Office.ToString(), now,
                now.AddHours(request.ValidHours == 0 ? UsualHours : request.ValidHours));
            var package = key.Sign(OfflinePackage.Write(export, await db.Declarations.AsNoTracking().SingleAsync(d => d.Id == id, cancel), await TextsAsync(origin.TextId, cancel), expected));
            await db.AddExportAsync(export with { PackageSha256 = SHA256.HashData(package) }, personal.Seal(PackagePurpose, package), cancel);
            return new ExportOfflineSessionResponse
            {
                ExportId = export.Id.ToString(),
                VerifierKey = key.Verifier,
                ValidUntil = OfflinePackage.Instant(export.ValidUntil),
                RosterPeople = expected.Count,
            };
        });
        // Read anew: the record of the request, which is kept long, has no names.
        var stored = await db.ReadPackageAsync(Guid.Parse(answer.ExportId), cancel);
        answer.Package = stored is null ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(personal.Open(PackagePurpose, stored));
        return answer;
    }

    private static void Check(ExportOfflineSessionRequest request)
    {
        var faults = new Faults();
        faults.Unless(request.Device.Trim().Length is > 0 and <= MaxDevice, "device", $"Sebutkan nama perangkat, paling banyak {MaxDevice} karakter, tanpa nama orang.");
        faults.Unless(IsKey(request.DeviceKey.Span), "device_key", "Isi dengan kunci publik Ed25519 perangkat, 32 bita.");
        faults.Unless(request.ValidHours is >= 0 and <= MostHours, "valid_hours", $"Masa berlaku dari 1 sampai {MostHours} jam, atau 0 untuk {UsualHours} jam.");
        faults.Unless(request.WithRoster || request.RosterRegionCode.Length == 0, "roster_region_code", "Wilayah daftar pegawai hanya disebut bersama with_roster.");
        if (faults.Any)
        {
            throw PledgeRefusals.OfflineExportInvalid(faults.Found);
        }
    }

    private static bool IsKey(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Ed25519PublicKey.Import(bytes) is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<ExpectedPerson>> ExpectedAsync(ExportOfflineSessionRequest request, SignatureOrigin origin, CancellationToken cancel)
    {
        var region = request.RosterRegionCode.Length > 0 ? request.RosterRegionCode : origin.RegionCode;
        var isBelow = origin.RegionCode == RegionCode.National.ToString() || region == origin.RegionCode || region.StartsWith(origin.RegionCode + ".", StringComparison.Ordinal);
        if (!isBelow || !RegionCode.TryParse(region, out var code) || RegionDirectory.Find(code) is null)
        {
            throw PledgeRefusals.OfflineExportInvalid([new FieldFault("roster_region_code", "Isi dengan kode wilayah deklarasi atau wilayah di bawahnya, atau kosongkan.")]);
        }

        var expected = await db.ReadExpectedAsync(personal, origin.Scope, region, MostPeople + 1, cancel);
        return expected.Count > MostPeople ? throw PledgeRefusals.OfflineRosterTooLong(MostPeople) : expected;
    }

    // The text that is signed, and the same in other languages.
    private async Task<IEnumerable<PledgeText>> TextsAsync(Guid textId, CancellationToken cancel)
    {
        var texts = await db.PledgeTexts.AsNoTracking().Where(text => text.Id == textId || text.PreviousTextId == textId).ToListAsync(cancel);
        var signed = texts.Single(text => text.Id == textId);
        return [signed, .. texts.Where(text => text.PreviousTextId == textId && text.Language != signed.Language).OrderBy(text => text.Language, StringComparer.Ordinal)];
    }
}
