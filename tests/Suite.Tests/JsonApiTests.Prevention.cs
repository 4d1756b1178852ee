using System.Text;
using System.Text.Json.Nodes;
using static Netralitas.Suite.Tests.DocumentedApi;

namespace Netralitas.Suite.Tests;

// The duty to prevent, reminders, violations, and what a respondent pledged.
public sealed partial class JsonApiTests
{
    // A regency that nothing else of the suite tells of.
    private const string Quiet = "35.76";

    private async Task PreventAsync(DocumentedApi api)
    {
        var authority = suite.Issuer.Token($"ppk:{Quiet}", "agency");
        var duty = Text((await api.CallAsync("RecordPreventionDuty", authority, Values(("regionCode", Quiet), ("startsOn", "2024-05-01"), ("basis", "CONTOH surat edaran"))))["duty"]!, "dutyId");
        JsonObject Of(params (string Name, JsonNode? Value)[] values) => Values([("dutyId", duty), .. values]);
        await api.CallAsync("PassOnPreventionDuty", authority, Of(
            ("holderKind", "DUTY_HOLDER_KIND_KECAMATAN"), ("regionCode", $"{Quiet}.01"), ("passedOnOn", "2024-05-10"), ("instrument", "CONTOH instruksi")));
        var held = Text(await api.CallAsync("RecordPreventionActivity", authority, Of(
            ("measure", "PREVENTION_MEASURE_SOSIALISASI"), ("heldOn", "2024-05-14"), ("venue", "CONTOH aula"), ("audience", "Seluruh ASN"), ("people", 100), ("material", "CONTOH netralitas ASN"),
            ("evidence", new JsonArray(Values(("fileName", "uji.pdf"), ("mediaType", "application/pdf"), ("content", Convert.ToBase64String(Encoding.ASCII.GetBytes("%PDF-1.7 CONTOH")))))))), "activityId");
        await api.CallAsync("RecordJointTeam", authority, Of(("title", "CONTOH tim terpadu"), ("decree", "CONTOH 1/2024"), ("decreedOn", "2024-05-02"), ("institutions", new JsonArray("CONTOH Kesbangpol"))));
        await api.CallAsync("RecordDutyHolder", authority, Of(("holderName", "CONTOH Pj"), ("tenure", "OFFICE_TENURE_PJ"), ("holdsFrom", "2024-05-01")));
        var found = await api.CallAsync("GetPreventionDuty", authority, Of());
        Assert.Equal(held, Text(found["activities"]![0]!, "activityId"));
        await api.CallAsync("ListPreventionDuties", authority, Values(("regionCode", Quiet), ("isOverdueOnly", true)));
        await api.CallAsync("CountPreventionDuties", authority, Values(("regionCode", Quiet)));
        await api.CallAsync("ListDutyCascade", authority, Of());
        await api.CallAsync("GetActivityEvidence", authority, Values(("activityId", held), ("number", 1)));
        var rules = (await api.CallAsync("ListPreventionRules", authority, []))["rules"]!.AsArray();
        await api.CallAsync("SetPreventionRule", Central("hukum"), Values(
            ("validFrom", DateTime.UtcNow.AddDays(400).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("intervalDays", 60),
            ("basis", "CONTOH keputusan"), ("source", "https://contoh.test/keputusan"), ("mark", "V")));
        Assert.Equal("U", Text(rules[^1]!, "mark"));
        await SeeToldAsync(api, authority, "NOTICE_KIND_PPK_DUTY_DUE");
        await api.CallAsync("RecordViolationFigure", Officer, Values(("regionCode", Region), ("contestId", "pemilu-2024-presiden"), ("violations", 1), ("source", "CONTOH berita")));
        await api.CallAsync("ListViolations", Officer, Values(("regionCode", Region)));
        await api.CallAsync("ListPublicViolations", null, Values(("regionCode", Region)));
    }

    private async Task RemindAsync(DocumentedApi api, string declaration)
    {
        var until = DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var reminder = Text(await api.CallAsync("StartReminders", Officer, Values(("declarationId", declaration), ("regionCode", Region), ("everyDays", 7), ("until", until))), "reminderId");
        await api.CallAsync("ListReminders", Officer, Values(("regionCode", Region)));
        await api.CallAsync("StopReminders", Officer, Values(("reminderId", reminder)));
    }

    // The pledge of who signs in the session of this test (SignByHandAsync), asked for as a respondent of a case of the same city.
    private async Task SeeWhatARespondentPledgedAsync(DocumentedApi api, string number)
    {
        var receipt = await api.CallAsync("SubmitReport", null, Values(
            ("narrative", "CONTOH: seorang staf membagikan unggahan calon."), ("regionCode", Region), ("respondents", new JsonArray(Values(("name", "Terlapor uji"))))));
        JsonObject Of(string employee) => Values(("number", Text(receipt, "number")), ("respondent", 1), ("employeeNumber", employee));

        var pledged = await api.CallAsync("GetRespondentPledges", Officer, Of(number));
        var unknown = await api.CallAsync("GetRespondentPledges", Officer, Of("199002012015032009"));

        Assert.Equal("CONTOH Siti", Text(pledged["pledges"]![0]!, "signerName"));
        Assert.NotEmpty(pledged["pledges"]![0]!["points"]!.AsArray());
        Assert.False(unknown["isUnavailable"]?.GetValue<bool>() ?? false);
        Assert.Empty(unknown["pledges"]?.AsArray() ?? []);
    }

    private static Task<JsonArray> SeeToldAsync(DocumentedApi api, string office, string kind) => Eventually.SeeAsync(
        async () => (await api.CallAsync("ListNotices", office, []))["notices"]?.AsArray() ?? [],
        notices => notices.Any(notice => Text(notice!, "kind") == kind));
}
