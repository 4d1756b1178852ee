using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Netralitas.Contracts.Pledges.V1;
using static Netralitas.Suite.Tests.DocumentedApi;

namespace Netralitas.Suite.Tests;

// What needs somebody outside: a provider of messages, a receiver of webhooks, people of a roster, a device without a network.
public sealed partial class JsonApiTests
{
    private const string Hook = "bawaslu:62.11";

    // The provider of the tests never takes it.
    private const string Unreachable = "bawaslu:62.12";

    private async Task SubscribeAsync(DocumentedApi api)
    {
        var office = suite.Issuer.Token(Hook, "officer");
        await api.CallAsync("RecordOffice", Central("uji"), Values(("entry", Values(("office", Hook), ("name", "CONTOH dengan webhook")))));
        var subscription = Text(await api.CallAsync("CreateSubscription", office, Values(("url", $"{suite.Outside.Address}webhook"))), "subscriptionId");
        JsonObject Of() => Values(("subscriptionId", subscription));
        await AnnounceAsync(api, Hook);
        await Eventually.SeeAsync(async () => (await api.CallAsync("ListWebhookAttempts", office, Of()))["attempts"]!.AsArray(), attempts => attempts.Count > 0);
        await api.CallAsync("RotateSubscriptionSecret", office, Of());
        await api.CallAsync("ReplaySubscription", office, Of());
        await api.CallAsync("StopSubscription", office, Of());
    }

    private async Task FailToDeliverAsync(DocumentedApi api)
    {
        await RecordTelephoneAsync(api, Unreachable, OutsideWorld.NeverTaken);
        await AnnounceAsync(api, Unreachable);
        var parked = await Eventually.SeeAsync(
            async () => (await api.CallAsync("ListParkedDeliveries", Central("uji"), []))["deliveries"]!.AsArray().FirstOrDefault(each => Text(each!, "office") == Unreachable), found => found is not null);
        var delivery = Values(("deliveryId", Text(parked!["delivery"]!, "deliveryId")));
        await api.CallAsync("RedriveDelivery", Central("uji"), delivery.DeepClone().AsObject());
        var notice = Values(("noticeId", Text(parked, "noticeId")));
        await Eventually.SeeAsync(
            async () => Text((await api.CallAsync("ListDeliveries", suite.Issuer.Token(Unreachable, "officer"), notice.DeepClone().AsObject()))["deliveries"]![0]!, "state"),
            state => state == "DELIVERY_STATE_TECHNICAL_FAILURE");
        await api.CallAsync("CancelDelivery", Central("uji"), delivery);
    }

    // Whoever got the message types its code; and what stays undone is taken higher once its time is over.
    private async Task ServeAndEscalateAsync(DocumentedApi api)
    {
        await RecordTelephoneAsync(api, Agency, "+6281200003575");
        var forwarding = await ForwardedAsync(api, await DecidedAsync(api));
        var id = Text(forwarding, "forwardingId");
        JsonObject Of() => Values(("forwardingId", id));
        var code = await Eventually.SeeAsync(() => Task.FromResult(suite.Outside.Messages.Select(message => ConfirmationCode().Match(message).Value).FirstOrDefault(found => found.Length > 0)), found => found is not null);
        await api.CallAsync("ConfirmNotice", null, Values(("code", code)));
        var proofs = await api.CallAsync("ListNoticeProofs", Officer, Of());
        Assert.Equal("CONFIRMATION_MEANS_CODE", Text(proofs["proofs"]![0]!["confirmation"]!, "means"));

        await SeeAsync(api, Of(), found => Text(found, "status") == "FORWARDING_STATUS_RECEIVED");
        await suite.LetPassAsync("reports", "update reports.forwardings set overdue_at = now() where id = $1", Guid.Parse(id));
        var overdue = await SeeAsync(api, Of(), found => found["overdueSince"] is not null);
        await api.CallAsync("EscalateForwarding", Officer, Values(
            ("forwardingId", id), ("expectedVersion", overdue["version"]!.DeepClone()), ("target", "ESCALATION_TARGET_BKN"), ("documentNumber", "CONTOH 9/2024"),
            ("datedOn", Text(forwarding, "forwardedOn")), ("note", "CONTOH belum ada keputusan")));
    }

    private Task<JsonNode> SeeAsync(DocumentedApi api, JsonObject forwarding, Func<JsonNode, bool> satisfies) =>
        Eventually.SeeAsync(async () => (await api.CallAsync("GetForwarding", Officer, forwarding.DeepClone().AsObject()))["forwarding"]!, satisfies);

    // A telephone that the messages of an office go to.
    private async Task RecordTelephoneAsync(DocumentedApi api, string office, string number) => await api.CallAsync("RecordOffice", Central("uji"), Values(("entry", Values(
        ("office", office), ("name", $"CONTOH {office}"), ("contacts", new JsonArray(Values(("function", "Anggota 1"), ("channel", "CONTACT_CHANNEL_SMS"), ("address", number))))))));

    private async Task AnnounceAsync(DocumentedApi api, string office)
    {
        var draft = Text(await api.CallAsync("DraftBroadcast", Central("satu"), Values(
            ("title", "CONTOH pengumuman"), ("body", "CONTOH isi."), ("officeKind", "bawaslu"), ("regionCode", office.Split(':')[1]))), "broadcastId");
        await api.CallAsync("ApproveBroadcast", Central("dua"), Values(("broadcastId", draft)));
    }

    private async Task InviteAsync(DocumentedApi api, string declaration)
    {
        var upload = await SendRosterAsync("199002012015032011,CONTOH Satu,PNS,Staf,Kelurahan Contoh\n199002012015032012,CONTOH Dua,PNS,Staf,Kelurahan Contoh\nbukan nomor,CONTOH Tiga,PNS,Staf,Kelurahan Contoh\n");
        await api.CallAsync("GetRosterUpload", Officer, Values(("uploadId", upload)));
        Assert.Single((await api.CallAsync("ListRosterFaults", Officer, Values(("uploadId", upload))))["faults"]!.AsArray());
        var invited = (await api.CallAsync("IssueInvitations", Officer, Values(("declarationId", declaration), ("validHours", 24))))["invitations"]!.AsArray();
        JsonNode Of(string name) => invited.Single(each => Text(each!, "name") == name)!;
        await api.CallAsync("RevokeInvitation", Officer, Values(("invitationId", Text(Of("CONTOH Dua"), "invitationId"))));
        var code = Text(Of("CONTOH Satu"), "invitationCode");
        await api.CallAsync("GetInvitation", null, Values(("invitationCode", code)));
        await api.CallAsync("SignInvitation", null, Values(("invitationCode", code), ("signerNumber", "199002012015032011"), ("confirms", true)));
    }

    // Rosters go by gRPC only.
    private async Task<string> SendRosterAsync(string rows)
    {
        var (id, file) = (Guid.NewGuid().ToString(), ByteString.CopyFromUtf8("nip,nama,kategori,jabatan,unit kerja\n" + rows));
        using var call = new RosterService.RosterServiceClient(suite.Channel).UploadRoster(suite.As($"bawaslu:{Region}"));
        await call.RequestStream.WriteAsync(new UploadRosterRequest { File = new RosterFile { UploadId = id, RegionCode = Region, Format = RosterFormat.Csv, TotalBytes = file.Length } });
        await call.RequestStream.WriteAsync(new UploadRosterRequest { Chunk = file });
        await call.RequestStream.CompleteAsync();
        Assert.True((await call).Report.IsComplete);
        return id;
    }

    // The device is the reference of docs/offline.md.
    private async Task MergeAsync(DocumentedApi api, string declaration)
    {
        var folder = Directory.CreateTempSubdirectory("netralitas-luring-");
        var (device, package, file) = (Path.Combine(folder.FullName, "perangkat"), Path.Combine(folder.FullName, "paket"), Path.Combine(folder.FullName, "berkas"));
        var key = await DeviceAsync("new", device);
        var export = await api.CallAsync("ExportOfflineSession", Officer, Values(("declarationId", declaration), ("device", "CONTOH tablet"), ("deviceKey", key.Trim())));
        await File.WriteAllBytesAsync(package, Convert.FromBase64String(Text(export, "package")));
        await DeviceAsync("open", device, package, Text(export, "verifierKey"));
        await DeviceAsync("sign", device, "CONTOH Luring", "199002012015032013", "Staf", "Kelurahan Contoh");
        await DeviceAsync("file", device, file);
        var merged = await api.CallAsync("MergeOfflineSession", Officer, Values(("content", Convert.ToBase64String(await File.ReadAllBytesAsync(file)))));
        Assert.Equal(1, merged["recorded"]!.GetValue<int>());
        folder.Delete(recursive: true);
    }

    private static async Task<string> DeviceAsync(params string[] words)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(ClientSampleTests.Repository(), "samples", "clients", "offline_sign.py"), .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }

    private async Task OpenOriginalAsync(DocumentedApi api)
    {
        // A picture of one dot: officers read its copy without metadata, and the original is for custodians.
        var picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
        var report = await ExaminedCase.SubmittedAsync(api, Officer);
        var upload = Text(await api.CallAsync("BeginUpload", null, Values(("number", report.Number), ("accessCode", report.AccessCode), ("sizeBytes", $"{picture.Length}"), ("name", "foto.png"))), "uploadId");
        using var sent = await api.FileAsync("SendFile", null, Values(("number", report.Number), ("uploadId", upload)), new ByteArrayContent(picture), ("Netralitas-Access-Code", report.AccessCode));
        Assert.True(JsonNode.Parse(await sent.Content.ReadAsStringAsync())!["isStripped"]!.GetValue<bool>());
        string Custodian(string person) => suite.Issuer.Token("bawaslu:35", "custodian", person: person);
        var opening = Values(("openingId", Text(await api.CallAsync("RequestOriginalOpening", Custodian("satu"), Values(
            ("number", report.Number), ("evidence", 1), ("ground", "IDENTITY_OPENING_GROUND_CLARIFICATION"), ("reason", "CONTOH klarifikasi"))), "openingId")));
        await api.CallAsync("ApproveIdentityOpening", Custodian("dua"), opening.DeepClone().AsObject());
        await api.CallAsync("DownloadOriginal", Custodian("satu"), opening);
    }

    private async Task FixAFindingAsync(DocumentedApi api)
    {
        var finding = new ExaminedCase(api, Officer, Text(await api.CallAsync("RecordFinding", Officer, api.Example("RecordFinding")), "number"), "");
        await finding.StepAsync("ClaimCase");
        await finding.ReviewAsync();
        var today = DateTime.UtcNow.AddHours(7).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await finding.StepAsync("FixFinding", ("decidedOn", today), ("documentNumber", "CONTOH 1/BA/2024"));
    }

    [GeneratedRegex("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}")]
    private static partial Regex ConfirmationCode();
}
