using System.Globalization;
using System.Text.Json.Nodes;
using static Netralitas.Suite.Tests.DocumentedApi;

namespace Netralitas.Suite.Tests;

/// <summary>A case as its officer sees it: each step sends the version that the last answer told.</summary>
internal sealed class ExaminedCase(DocumentedApi api, string officer, string number, string accessCode)
{
    private static readonly string[] Requirements =
        ["reporter_identity", "respondent", "reported_in_time", "time_of_act", "place_of_act", "account", "evidence"];

    private int version = 1;

    internal static async Task<ExaminedCase> SubmittedAsync(DocumentedApi api, string officer, params (string Name, JsonNode? Value)[] otherwise)
    {
        var report = Values(
            ("narrative", "CONTOH: seorang lurah membagikan unggahan calon."), ("regionCode", "35.75"), ("contest", "Pemilihan Wali Kota"), ("place", "Lapangan"), ("happenedOn", "kemarin"),
            ("knownOn", DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("reporter", Values(("name", "Pelapor uji"), ("address", "Jalan uji"))), ("respondents", new JsonArray(Values(("name", "Terlapor uji")))),
            ("evidence", new JsonArray(Values(("description", "Tangkapan layar")))));
        foreach (var (name, value) in otherwise)
        {
            report[name] = value;
        }

        var receipt = await api.CallAsync("SubmitReport", null, report);
        return new ExaminedCase(api, officer, Text(receipt, "number"), Text(receipt, "accessCode"));
    }

    internal string Number => number;

    internal string AccessCode => accessCode;

    internal Task StepAsync(string operation, params (string Name, JsonNode? Value)[] values) => StepAsAsync(officer, operation, values);

    /// <summary>A step of another officer than the one who examines it.</summary>
    internal async Task StepAsAsync(string token, string operation, params (string Name, JsonNode? Value)[] values) =>
        version = (await api.CallAsync(operation, token, Values([("number", number), ("expectedVersion", version), .. values])))["state"]!["version"]!.GetValue<int>();

    internal Task ReviewAsync(params string[] notMet) => StepAsync("ReviewReport", ("outcomes", new JsonArray([.. Requirements.Select(key =>
        Values(("key", key), ("isMet", !notMet.Contains(key)), ("note", "CONTOH catatan.")))])));

    internal async Task<JsonNode> LookAsync(string operation)
    {
        var found = await api.CallAsync(operation, officer, Values(("number", number)));
        version = found["state"]?["version"]?.GetValue<int>() ?? version;
        return found;
    }

    internal async Task CompleteAsync()
    {
        await api.CallAsync("CompleteReport", null, Values(
            ("number", number), ("accessCode", accessCode), ("addition", Values(("evidence", new JsonArray(Values(("description", "Tangkapan layar kedua"))))))));
        await LookAsync("GetCase");
    }
}
