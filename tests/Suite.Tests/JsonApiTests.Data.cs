using System.Globalization;
using System.Text.Json.Nodes;
using static Netralitas.Suite.Tests.DocumentedApi;

namespace Netralitas.Suite.Tests;

// What is kept of a case, for how long, who looked at it, and what is counted.
public sealed partial class JsonApiTests
{
    private string Auditor => suite.Issuer.Token("bawaslu:00", "auditor");

    private async Task ReadCasesAsync(DocumentedApi api)
    {
        await api.CallAsync("ListCases", Officer, Values(("filter", Values(("text", "kajian"))), ("pageSize", 2)));
        await api.CallAsync("CountCases", Officer, []);
        await api.CallAsync("ListSentCases", Officer, Values(("pageSize", 1)));
        await api.CallAsync("ExportCases", Officer, Values(("filter", Values(("officeCode", Region))), ("format", "CASE_EXPORT_FORMAT_CSV")));
        await api.CallAsync("CountReports", Officer, Values(("dimension", "COUNT_DIMENSION_STATUS")));
        await api.CallAsync("ListPublicCounts", null, Values(("dimension", "COUNT_DIMENSION_REGION")));
        await api.CallAsync("ListDecisions", null, Values(("pageSize", 2)));
        await api.CallAsync("ListAudit", Auditor, Values(("office", $"bawaslu:{Region}"), ("pageSize", 2)));
        await api.CallAsync("ExportAudit", Auditor, Values(("office", $"bawaslu:{Region}")), lines: 1);
        await api.CallAsync("VerifyAudit", Auditor, Values(("office", $"bawaslu:{Region}")));
    }

    private async Task KeepAsync(DocumentedApi api)
    {
        var report = await ExaminedCase.SubmittedAsync(api, Officer);
        var hold = Text(await api.CallAsync("PlaceLegalHold", Officer, Values(("number", report.Number), ("reason", "CONTOH sengketa"), ("documentNumber", "1/CONTOH"))), "holdId");
        await api.CallAsync("ListLegalHolds", Officer, []);
        await api.CallAsync("LiftLegalHold", Officer, Values(("holdId", hold), ("reason", "CONTOH selesai")));
        await api.CallAsync("ListRetentionTerms", null, []);
        await api.CallAsync("ListDueCases", Officer, []);
        await api.CallAsync("ListErasures", Officer, []);
    }

    private async Task AskForDataAsync(DocumentedApi api)
    {
        var report = await ExaminedCase.SubmittedAsync(api, Officer);
        JsonObject Mine(params (string Name, JsonNode? Value)[] values) => Values([("number", report.Number), ("accessCode", report.AccessCode), .. values]);
        await api.CallAsync("CorrectOwnData", null, Mine(("reporter", Values(("name", "Pelapor uji"), ("address", "Jalan uji 2")))));
        var asked = Text(await api.CallAsync("RequestOwnData", null, Mine(("right", "DATA_SUBJECT_RIGHT_OBJECTION"), ("text", "CONTOH keberatan"))), "dataRequestId");
        await api.CallAsync("RecordDataRequest", Officer, Values(
            ("requester", "DATA_REQUESTER_RESPONDENT"), ("right", "DATA_SUBJECT_RIGHT_ACCESS"), ("number", report.Number), ("applicant", "Terlapor uji"), ("text", "CONTOH permintaan"),
            ("receivedOn", DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
        await api.CallAsync("ListDataRequests", Officer, Values(("pageSize", 2)));
        await api.CallAsync("GetDataRequest", Officer, Values(("dataRequestId", asked)));
        await api.CallAsync("AnswerDataRequest", Officer, Values(
            ("dataRequestId", asked), ("outcome", "DATA_REQUEST_OUTCOME_REFUSED"), ("answer", "CONTOH jawaban"), ("legalBasis", "CONTOH dasar"), ("sentBy", "CONTOH surat")));

        var own = await api.CallAsync("GetOwnData", null, Mine());
        Assert.Contains("CONTOH jawaban", own.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task TellOfABreachAsync(DocumentedApi api)
    {
        var known = DateTime.UtcNow.AddHours(-2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var breach = Text(await api.CallAsync("RecordBreach", Central("uji"), Values(
            ("knownAt", known), ("happened", "CONTOH daftar terkirim ke alamat yang salah"), ("dataCategories", new JsonArray("nama")), ("personCategories", new JsonArray("penanda tangan")),
            ("persons", 3), ("measures", "CONTOH ditarik kembali"), ("regionCode", "62.08"))), "breachId");
        await api.CallAsync("RecordBreachNotice", Central("uji"), Values(
            ("breachId", breach), ("audience", "BREACH_AUDIENCE_AUTHORITY"), ("notifiedAt", known), ("way", "surat"), ("documentNumber", "1/CONTOH"), ("text", "CONTOH pemberitahuan")));
        await api.CallAsync("GetBreach", Central("uji"), Values(("breachId", breach)));
        await api.CallAsync("ListBreaches", Central("uji"), []);
    }
}
