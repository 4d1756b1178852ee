using System.Security.Cryptography;
using System.Text.Json.Nodes;
using static Netralitas.Suite.Tests.DocumentedApi;

namespace Netralitas.Suite.Tests;

// What is done with a case beyond its examination.
public sealed partial class JsonApiTests
{
    private const string Agency = "ppk:35.75";

    private static JsonObject Document => Values(("number", "012/PM.05.02/K/2024"), ("datedOn", "2024-10-05"));

    private async Task FollowUpAsync(DocumentedApi api, ExaminedCase decided)
    {
        var forwarding = await ForwardedAsync(api, decided);
        var (id, sent) = (Text(forwarding, "forwardingId"), Text(forwarding, "forwardedOn"));
        var agency = suite.Issuer.Token(Agency, "agency");
        JsonObject Entry(int version, params (string Name, JsonNode? Value)[] values) => Values([("forwardingId", id), ("expectedVersion", version), .. values]);

        await api.CallAsync("RecordReceipt", agency, Entry(1, ("receivedOn", sent)));
        await api.CallAsync("RecordExamination", agency, Entry(2, ("beganOn", sent), ("documentNumber", "800/12")));
        await api.CallAsync("RecordDecision", agency, Entry(3, ("decisionNumber", "SK 800/77"), ("decidedOn", sent), ("sanctionCode", "SEDANG-TUKIN-6")));
        await api.CallAsync("CloseForwarding", Officer, Entry(4));
        await api.CallAsync("GetForwarding", agency, Values(("forwardingId", id)));
        await api.CallAsync("ExportForwarding", agency, Values(("forwardingId", id), ("format", "EXPORT_FORMAT_CSV")));
        await api.CallAsync("ExportForwardings", Officer, Values(("forwardedFrom", sent), ("format", "EXPORT_FORMAT_JSON")));
        await FollowCrimeAsync(api, decided);
    }

    private async Task FollowCrimeAsync(DocumentedApi api, ExaminedCase decided)
    {
        await decided.LookAsync("GetCase");
        await decided.StepAsync("ForwardCase", ("documentNumber", "046/PP.01.02/K/2024"), ("documentDatedOn", "2024-10-08"), ("summary", "CONTOH ringkasan kajian"),
            ("respondents", new JsonArray(Values(("respondent", 1), ("track", "FORWARDING_TRACK_CRIME")))));
        var crime = (await decided.LookAsync("GetCase"))["forwardings"]!.AsArray()[^1]!;
        var id = Text(crime, "forwardingId");
        var begun = await api.CallAsync("RecordCriminalStep", Officer, Values(("forwardingId", id), ("expectedVersion", 1), ("step", "CRIMINAL_STEP_INVESTIGATION_BEGUN"),
            ("happenedOn", Text(crime, "forwardedOn")), ("documentNumber", "LP/B/1/2024")));
        Assert.Equal("GakkumduInvestigation", Text(begun["forwarding"]!["criminal"]!["terms"]![0]!, "subject"));
        await api.CallAsync("CloseForwarding", Officer, Values(("forwardingId", id), ("expectedVersion", 2), ("note", "CONTOH")));
    }

    private async Task HandInEvidenceAsync(DocumentedApi api)
    {
        var report = await ExaminedCase.SubmittedAsync(api, Officer);
        JsonObject Mine(params (string Name, JsonNode? Value)[] values) => Values([("number", report.Number), ("accessCode", report.AccessCode), .. values]);
        byte[] file = [1, 2, 3];

        await api.CallAsync("PreserveLink", null, Mine(("address", "https://example.org/unggahan"), ("seenOn", "kemarin"), ("description", "CONTOH")));
        var upload = Text(await api.CallAsync("BeginUpload", null, Mine(("sizeBytes", "3"), ("name", "rekaman.bin"), ("description", "CONTOH"))), "uploadId");
        await SendFileAsync(api, report, upload, file);
        await api.CallAsync("GetUpload", null, Mine(("uploadId", upload)));
        await api.CallAsync("FinishUpload", null, Mine(("uploadId", upload), ("sha256", Convert.ToBase64String(SHA256.HashData(file)))));
        var whole = Text(await api.CallAsync("BeginUpload", null, Mine(("sizeBytes", "3"))), "uploadId");
        using var sent = await api.FileAsync("SendFile", null, Values(("number", report.Number), ("uploadId", whole)), new ByteArrayContent(file), ("Netralitas-Access-Code", report.AccessCode));
        await api.CallAsync("ListOwnEvidence", null, Mine());
        await ReadFileAsync(api, report, file);
        await api.CallAsync("ListCaseEvidence", Officer, Values(("number", report.Number)));
        var first = await api.CallAsync("DownloadEvidence", Officer, Values(("number", report.Number), ("evidence", 2)));
        var exhibit = await api.CallAsync("RegisterExhibit", Officer, Values(
            ("number", report.Number), ("name", "Spanduk"), ("mark", "BB-1"), ("source", "EXHIBIT_SOURCE_SUPERVISOR"), ("keptAt", "Lemari A")));
        await api.CallAsync("RecordCustody", Officer, Values(
            ("number", report.Number), ("evidence", exhibit["evidence"]!.DeepClone()), ("expectedLength", 1), ("act", "CUSTODY_ACT_MOVED"), ("place", "Lemari B")));

        Assert.Equal(Convert.ToBase64String(SHA256.HashData(file)), Text(first["file"]!, "sha256"));
    }

    private async Task<JsonNode> ForwardedAsync(DocumentedApi api, ExaminedCase decided)
    {
        await decided.LookAsync("GetCase");
        await decided.StepAsync("ForwardCase", ("documentNumber", "045/PP.01.02/K/2024"), ("documentDatedOn", "2024-10-08"), ("summary", "CONTOH ringkasan kajian"),
            ("respondents", new JsonArray(Values(("respondent", 1), ("track", "FORWARDING_TRACK_OTHER_LAW"), ("agencyKind", "AGENCY_KIND_REGENCY_GOVERNMENT"), ("agencyRegionCode", Region),
                ("agency", "Kelurahan Contoh"), ("employeeKind", "EMPLOYEE_KIND_PNS")))));
        return (await api.CallAsync("ListForwardings", Officer, Values(("openOnly", true), ("pageSize", 1))))["forwardings"]![0]!;
    }

    private static async Task SendFileAsync(DocumentedApi api, ExaminedCase report, string upload, byte[] file)
    {
        JsonObject Upload() => Values(("number", report.Number), ("uploadId", upload));
        var code = ("Netralitas-Access-Code", report.AccessCode);
        using var sent = await api.FileAsync("SendFilePart", null, Upload(), new ByteArrayContent(file), code, ("Upload-Offset", "0"));
        using var state = await api.FileAsync("InspectUpload", null, Upload(), null, code);
        Assert.Equal(("3", "3", "?0"), (state.Headers.GetValues("Upload-Offset").Single(), state.Headers.GetValues("Upload-Length").Single(), state.Headers.GetValues("Upload-Complete").Single()));
    }

    private async Task ReadFileAsync(DocumentedApi api, ExaminedCase report, byte[] file)
    {
        JsonObject Evidence() => Values(("number", report.Number), ("evidence", 2));
        using var inspected = await api.FileAsync("InspectFile", Officer, Evidence(), null);
        using var read = await api.FileAsync("ReadFile", Officer, Evidence(), null);
        Assert.Equal(file, await read.Content.ReadAsByteArrayAsync());
        Assert.Equal(inspected.Headers.ETag, read.Headers.ETag);
    }

    private async Task SpeakWithReporterAsync(DocumentedApi api)
    {
        var report = await ExaminedCase.SubmittedAsync(api, Officer);
        await report.StepAsync("ClaimCase");
        await report.StepAsync("AskReporter", ("question", "CONTOH pertanyaan?"));
        await api.CallAsync("SendMessage", null, Values(("number", report.Number), ("accessCode", report.AccessCode), ("text", "CONTOH jawaban.")));
        await report.LookAsync("GetCase");
        await report.StepAsync("ReadMessages");
        await report.StepAsync("ReplyToReporter", ("text", "CONTOH terima kasih."));
    }

    private async Task JoinAsync(DocumentedApi api)
    {
        var (lead, follower) = (await ExaminedCase.SubmittedAsync(api, Officer), await ExaminedCase.SubmittedAsync(api, Officer));
        await lead.StepAsync("ClaimCase");
        await follower.StepAsync("ClaimCase");
        await follower.StepAsync("JoinCase", ("leadNumber", lead.Number), ("reason", "CONTOH perbuatan yang sama"));
        await follower.StepAsync("UnjoinCase", ("reason", "CONTOH perbuatan lain"));
    }

    private async Task TransferAsync(DocumentedApi api)
    {
        var report = await ExaminedCase.SubmittedAsync(api, Officer);
        var receiver = suite.Issuer.Token("bawaslu:35.78", "officer");
        await report.StepAsync("ClaimCase");
        await report.StepAsync("TransferCase", ("toOfficeCode", "35.78"), ("reason", "CONTOH tempat kejadian di wilayah lain."), ("document", Document));
        await api.CallAsync("ListTransfers", receiver, Values(("direction", "TRANSFER_DIRECTION_INCOMING"), ("pendingOnly", true)));
        await report.StepAsAsync(receiver, "ReturnTransfer", ("reason", "CONTOH bukan wilayah kami."));
        await report.StepAsync("ClaimCase");
        await report.StepAsync("TransferCase", ("toOfficeCode", "35.79"), ("reason", "CONTOH salah alamat."), ("document", Document));
        await report.StepAsync("RecallTransfer", ("reason", "CONTOH salah alamat."));
        await report.StepAsync("ClaimCase");
        await report.StepAsync("TransferCase", ("toOfficeCode", "35.78"), ("reason", "CONTOH sesudah diperiksa lagi."), ("document", Document));
        await report.StepAsAsync(receiver, "AcknowledgeTransfer");
        await api.CallAsync("TrackTransfer", Officer, Values(("number", report.Number)));
        await report.StepAsAsync(suite.Issuer.Token("bawaslu:35", "officer"), "TakeOverCase", ("reason", "CONTOH"), ("document", Document));

        var referred = await ExaminedCase.SubmittedAsync(api, Officer);
        await referred.StepAsync("ClaimCase");
        await referred.StepAsync("ReferCase", ("track", "FORWARDING_TRACK_OTHER_LAW"), ("reason", "CONTOH bukan kewenangan."), ("document", Document));
    }

    private async Task OpenIdentityAsync(DocumentedApi api)
    {
        var report = await ExaminedCase.SubmittedAsync(api, Officer);
        string Custodian(string person) => suite.Issuer.Token("bawaslu:35", "custodian", person: person);
        var opening = Text(await api.CallAsync("RequestIdentityOpening", Custodian("satu"), Values(
            ("number", report.Number), ("ground", "IDENTITY_OPENING_GROUND_CLARIFICATION"), ("reason", "CONTOH klarifikasi"))), "openingId");
        await api.CallAsync("ApproveIdentityOpening", Custodian("dua"), Values(("openingId", opening)));
        var identity = await api.CallAsync("GetIdentity", Custodian("satu"), Values(("openingId", opening)));
        await api.CallAsync("ListIdentityOpenings", Custodian("satu"), []);

        Assert.Equal("Pelapor uji", Text(identity["reporter"]!, "name"));
    }

    // Revisions of a region and a time that no other test looks at.
    private async Task ReviseLawAsync(DocumentedApi api)
    {
        Task RecordAsync(string operation, params (string Name, JsonNode? Value)[] values) => RecordLawAsync(api, operation, values);

        await RecordAsync("ReviseCalendar", ("holidays", new JsonArray(Values(("date", "2098-01-02"), ("kind", "LiburDaerah"), ("regionCode", "62.07"), ("name", "CONTOH libur")))));
        await RecordAsync("ReviseStage", ("stageId", "uji/62.07/2098"), ("scope", "pilkada-2024-bupati"), ("regionCode", "62.07"), ("kind", "PemungutanSuaraUlang"),
            ("startsOn", "2098-03-21"), ("endsOn", "2098-03-21"));
        await RecordAsync("RecordContest", ("contestId", "uji-2098"), ("event", "uji-2098"), ("family", "Pilkada"), ("kind", "Bupati"), ("name", "CONTOH pemilihan"), ("only", new JsonArray("62.07")));
        await RecordAsync("SetInformationTerm", ("family", "Pilkada"), ("lengthDays", 7), ("unit", "WorkingDay"), ("validFrom", "2098-01-01"));
        await RecordAsync("SetRetentionTerm", ("retentionClass", "Information"), ("years", 50), ("validFrom", "2098-01-01"));
        await RecordAsync("RecordAuthority", ("authorityId", "uji-2098"), ("track", "KodeEtikPenyelenggara"), ("name", "CONTOH lembaga"), ("channel", "surat"), ("validFrom", "2098-01-01"));
    }

    private async Task RecordLawAsync(DocumentedApi api, string operation, params (string Name, JsonNode? Value)[] values)
    {
        var number = (await api.CallAsync("ListRevisions", null, []))["revisions"]!.AsArray() is [.., { } last] ? last["revision"]!.GetValue<int>() : 0;
        await api.CallAsync(operation, Central("uji"), Values(
            [("expectedRevision", number), ("decree", Values(("basis", "Keputusan CONTOH 1/2026"), ("source", "https://example.org/keputusan"))), .. values]));
    }

    // The latest day of knowledge that makes a report of today late: when the day after it was free of work, the term ended a working day later.
    private async Task ReopenAsync(DocumentedApi api)
    {
        const string Place = "62.13";
        string DayBefore(int days) => DateTime.UtcNow.AddHours(7).AddDays(-days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var officer = suite.Issuer.Token($"bawaslu:{Place}", "officer");
        for (var days = 8; days < 30; days++)
        {
            var report = await ExaminedCase.SubmittedAsync(api, officer, ("regionCode", Place), ("contest", "Pileg"), ("knownOn", DayBefore(days)));
            var filing = (await report.LookAsync("GetCase"))["clocks"]!.AsArray().Single(clock => Text(clock!, "subject") == "ReportFiling")!;
            if (filing["isLate"]!.GetValue<bool>())
            {
                await report.StepAsync("ClaimCase");
                await report.ReviewAsync("reported_in_time");
                await report.StepAsync("DeclineRegistration", ("ground", "DECLINE_GROUND_FORMAL_REQUIREMENT"), ("reason", "CONTOH terlambat."));
                await RecordLawAsync(api, "ReviseCalendar", ("holidays", new JsonArray(Values(("date", DayBefore(days - 1)), ("kind", "LiburDaerah"), ("regionCode", Place), ("name", "CONTOH libur")))));
                await report.StepAsync("ClaimCase");
                await report.StepAsync("ReopenReview");
                Assert.Equal("REPORT_STATUS_INITIAL_REVIEW", Text((await report.LookAsync("GetCase"))["state"]!, "status"));
                return;
            }
        }

        Assert.Fail("No report was late.");
    }

    private async Task ReadLawAsync(DocumentedApi api)
    {
        await ReopenAsync(api);
        await api.CallAsync("ListContests", null, Values(("regionCode", Region)));
        await api.CallAsync("ListHolidays", null, Values(("year", 2024)));
        await api.CallAsync("ListTerms", null, []);
        await api.CallAsync("ListAuthorities", null, []);
        await api.CallAsync("ListViolationTypes", null, Values(("happenedOn", "2024-10-05"), ("word", "like")));
        await api.CallAsync("ListSanctions", null, []);
        await ReviseLawAsync(api);
    }

    private async Task<ExaminedCase> DecidedAsync(DocumentedApi api)
    {
        var handled = await ExaminedCase.SubmittedAsync(api, Officer);
        await handled.StepAsync("ClaimCase");
        var choice = (await handled.LookAsync("GetCase"))["contestChoices"]!.AsArray().First(c => Text(c!, "contestId").Contains("wali-kota", StringComparison.Ordinal))!;
        await handled.StepAsync("AssignContest", ("contestId", Text(choice, "contestId")));
        await handled.ReviewAsync("evidence");
        await handled.StepAsync("RequestCompletion", ("message", "CONTOH: sebutkan bukti."));
        await api.CallAsync("ConfirmCompletionNotice", null, Values(("number", handled.Number), ("accessCode", handled.AccessCode)));
        await handled.CompleteAsync();
        await handled.ReviewAsync();
        await handled.StepAsync("RegisterReport");
        await handled.LookAsync("ExplainDeadline");
        await handled.StepAsync("ExtendHandling", ("reason", "CONTOH"));
        await handled.StepAsync("RecordClarification", ("clarification", Values(
            ("kind", "CLARIFICATION_KIND_INVITATION"), ("party", "CLARIFICATION_PARTY_RESPONDENT"), ("respondent", 1), ("heldOn", "2024-10-05"), ("text", "CONTOH undangan"))));
        await handled.StepAsync("RecordRespondent", ("respondent", 1), ("details", Values(("name", "Terlapor uji"), ("position", "Lurah"))), ("basis", "CONTOH data kepegawaian"));
        await handled.StepAsync("RecordStudy", ("text", "CONTOH kajian"), ("isSubmitted", true));
        await handled.StepAsync("QualifyCase", ("happenedOn", "2024-10-01"), ("qualifications", new JsonArray(Values(("respondent", 1), ("code", "D-06")), Values(("respondent", 1), ("code", "PID-01")))));
        await handled.StepAsync("DecideInPlenary", ("decidedOn", "2024-10-06"),
            ("outcomes", new JsonArray(Values(("respondent", 1), ("outcome", "PLENARY_OUTCOME_VIOLATION"), ("reason", "CONTOH alasan")))));
        return handled;
    }
}
