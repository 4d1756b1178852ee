using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Hostile.Tests.Standing;
using Netralitas.Suite.Tests;

namespace Netralitas.Hostile.Tests.Fuzzing;

/// <summary>Names of things that are there, so that a call comes further than the first look-up.</summary>
internal static class KnownValues
{
    private const string Region = "35.75";

    // Wrong codes for one number are answered later each time: they are spread over as many.
    private const int Others = 24;

    // One at a time writes to an upload.
    private const int Uploads = 6;

    /// <summary>Makes a report, a declaration and a signature, and tells their names by the fields that take them.</summary>
    internal static async Task<IReadOnlyDictionary<string, string[]>> MakeAsync(StandingSuite suite)
    {
        var officer = suite.As($"bawaslu:{Region}");
        var intake = new IntakeService.IntakeServiceClient(suite.Channel);
        // What another test shut off is back before anything is judged.
        var receipt = await ServedAsync(() => intake.SubmitReportAsync(Requests.Report()).ResponseAsync);
        var others = await Task.WhenAll(Enumerable.Range(0, Others).Select(_ => intake.SubmitReportAsync(Requests.Report()).ResponseAsync));
        var text = await ServedAsync(() => new PledgeTextService.PledgeTextServiceClient(suite.Channel).PublishPledgeTextAsync(Requests.PledgeText(), officer).ResponseAsync);
        await ServedAsync(() => new InboxService.InboxServiceClient(suite.Channel).ListNoticesAsync(new ListNoticesRequest(), officer).ResponseAsync);
        var declaration = await new DeclarationService.DeclarationServiceClient(suite.Channel).OpenDeclarationAsync(Requests.Declaration(Region, text.PledgeTextId), officer);
        var uploads = await Task.WhenAll(Enumerable.Range(0, Uploads).Select(_ => new EvidenceService.EvidenceServiceClient(suite.Channel).BeginUploadAsync(
            new BeginUploadRequest { RequestId = Requests.NewId(), Number = receipt.Number, AccessCode = receipt.AccessCode, SizeBytes = 200_000, Name = "CONTOH.bin" }).ResponseAsync));
        var signed = await new SignatureService.SignatureServiceClient(suite.Channel).RecordSignaturesAsync(Requests.Signatures(declaration.DeclarationId, Requests.Signer(7)), officer);
        return new Dictionary<string, string[]>
        {
            ["number"] = [.. others.Select(other => other.Number), .. Enumerable.Repeat(receipt.Number, Others)],
            ["access_code"] = [receipt.AccessCode],
            ["upload_id"] = [.. uploads.Select(upload => upload.UploadId)],
            ["pledge_text_id"] = [text.PledgeTextId],
            ["declaration_id"] = [declaration.DeclarationId],
            ["signature_id"] = [signed.Receipts[0].SignatureId],
            ["secret"] = [signed.Receipts[0].Secret.ToBase64()],
            ["signer_number"] = [Requests.Nip(7), Requests.Nip(8)],
            ["region_code"] = [Region, "35", "00", "75.71"],
            ["code"] = [Region, "35", "35.75.01", "00"],
            ["office"] = [$"bawaslu:{Region}", "bawaslu:00", $"ppk:{Region}", "bkn:00"],
            ["contest"] = ["Pemilihan Wali Kota", "Pilwali"],
            ["contest_id"] = ["pilkada-2024-wali-kota"],
            ["page_token"] = ["", "AAAA", "eyJ9"],
            ["url"] = ["https://contoh.invalid/kait"],
        };
    }

    private static async Task<T> ServedAsync<T>(Func<Task<T>> call)
        where T : class => (await Eventually.SeeAsync(() => TryAsync(call), answer => answer is not null))!;

    private static async Task<T?> TryAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (RpcException notYet) when (notYet.StatusCode == StatusCode.Unavailable)
        {
            return null;
        }
    }
}
