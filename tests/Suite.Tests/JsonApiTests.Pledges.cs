using System.Text;
using System.Text.Json.Nodes;
using static Netralitas.Suite.Tests.DocumentedApi;

namespace Netralitas.Suite.Tests;

// A declaration that is planned, and what is done in it by hand and on paper.
public sealed partial class JsonApiTests
{
    private async Task HoldADeclarationAsync(DocumentedApi api)
    {
        var text = Text(await api.CallAsync("PublishPledgeText", Officer, api.Example("PublishPledgeText")), "pledgeTextId");
        var corrected = api.Example("PublishPledgeText");
        corrected.Remove("requestId");
        await api.CallAsync("CorrectPledgeText", Officer, Values(("pledgeTextId", text), ("text", corrected)));
        await api.CallAsync("ListPledgeTexts", Officer, []);
        var planned = api.Example("OpenDeclaration");
        planned["pledgeTextId"] = text;
        planned.Remove("requestId");
        var id = Text(await api.CallAsync("PlanDeclaration", Officer, Values(("declaration", planned))), "declarationId");
        JsonObject Of(params (string Name, JsonNode? Value)[] values) => Values([("declarationId", id), .. values]);
        async Task<JsonNode> VersionAsync() => (await api.CallAsync("GetDeclaration", Officer, Of()))["state"]!["stateVersion"]!.DeepClone();

        await api.CallAsync("CancelDeclaration", Officer, Of(("expectedStateVersion", await VersionAsync()), ("reason", "CONTOH gedung terpakai")));
        await api.CallAsync("ReplanDeclaration", Officer, Of(("expectedStateVersion", await VersionAsync()), ("declaration", planned.DeepClone())));
        await api.CallAsync("ListDeclarations", Officer, Values(("regionCode", Region), ("status", "DECLARATION_STATUS_PLANNED"), ("pageSize", 5)));
        await api.CallAsync("StartDeclaration", Officer, Of(("expectedStateVersion", await VersionAsync())));
        await api.CallAsync("AddParticipants", Officer, Of(
            ("expectedStateVersion", await VersionAsync()), ("participants", new JsonArray(planned["participants"]![0]!.DeepClone())), ("evidenceNote", "CONTOH foto")));
        await PrepareAsync(api, id);
        await SignByHandAsync(api, id, text);
        await RemindAsync(api, id);
        await SeeWhatARespondentPledgedAsync(api, "199002012015032001");
        var closed = (await api.CallAsync("CloseDeclaration", Officer, Of(("expectedStateVersion", await VersionAsync()))))["state"]!;
        var sealedRoll = (await api.CallAsync("SealDeclaration", Officer, Of(("expectedStateVersion", closed["stateVersion"]!.DeepClone()))))["state"]!;
        await api.CallAsync("CorrectRoll", Officer, Of(
            ("expectedStateVersion", sealedRoll["stateVersion"]!.DeepClone()), ("wrong", "CONTOH Budi"), ("right", "CONTOH Budhi"), ("basis", "CONTOH berita acara")));
        var subject = Values(("subject.declarationId", id), ("regionCode", Region));
        await api.CallAsync("GetCoverage", Officer, subject.DeepClone().AsObject());
        await api.CallAsync("ListMissing", Officer, subject.DeepClone().AsObject());
        await api.CallAsync("GetPublicCoverage", null, subject);
    }

    // Invitations and devices without a network.
    private async Task PrepareAsync(DocumentedApi api, string declaration)
    {
        JsonObject Of(params (string Name, JsonNode? Value)[] values) => Values([("declarationId", declaration), .. values]);
        await InviteAsync(api, declaration);
        await api.CallAsync("ListInvitations", Officer, Of());
        await MergeAsync(api, declaration);
        await api.CallAsync("ListOfflineSessions", Officer, Of());
        await api.CallAsync("RecordSignatureFile", Officer, Of(
            ("format", "SIGNATURE_FILE_FORMAT_CSV"), ("content", Convert.ToBase64String(Encoding.ASCII.GetBytes("nip,nama,jabatan,unit kerja\n,CONTOH Rina,Lurah,Kelurahan Contoh\n")))));
    }

    private async Task SignByHandAsync(DocumentedApi api, string declaration, string text)
    {
        JsonObject Of(params (string Name, JsonNode? Value)[] values) => Values([("declarationId", declaration), .. values]);
        var signatures = api.Example("RecordSignatures")["signatures"]!.DeepClone();
        var list = Text(await api.CallAsync("RecordAttestedList", Officer, Of(
            ("method", "SIGNING_METHOD_PAPER"), ("signatures", signatures), ("attestedBy", "Petugas uji"), ("attestedAs", "Kasubbag uji"),
            ("sheet", Values(("fileName", "uji.pdf"), ("mediaType", "application/pdf"), ("content", Convert.ToBase64String(Encoding.ASCII.GetBytes("%PDF-1.7 CONTOH"))))))), "listId");
        await api.CallAsync("GetAttestedList", Officer, Values(("listId", list)));
        await api.CallAsync("RecordSigningRefusal", Officer, Of(("name", "CONTOH Wati"), ("reason", "CONTOH tidak bersedia")));

        var signatory = suite.Issuer.Token($"opd:{Region}", "signatory");
        var code = Text(await api.CallAsync("GetSessionCode", Officer, Of()), "code");
        var session = await api.CallAsync("GetSession", signatory, Of(("sessionCode", code)));
        Assert.Contains(text, session.ToJsonString(), StringComparison.Ordinal);
        var signed = await api.CallAsync("SignPledge", signatory, Of(
            ("sessionCode", code), ("signerName", "CONTOH Siti"), ("signerNumber", TestIssuer.SignatoryNumber), ("position", "Staf"), ("agency", "Kelurahan Contoh"), ("tenure", "OFFICE_TENURE_DEFINITIF"), ("confirms", true)));
        await api.CallAsync("WithdrawSignature", Officer, Values(("signatureId", Text(signed["receipt"]!, "signatureId")), ("reason", "CONTOH keliru")));
    }
}
