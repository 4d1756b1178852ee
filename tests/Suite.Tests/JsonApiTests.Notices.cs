using System.Text.Json.Nodes;
using static Netralitas.Suite.Tests.DocumentedApi;

namespace Netralitas.Suite.Tests;

// What central does for notices: the directory, the words, broadcasts.
public sealed partial class JsonApiTests
{
    private async Task KeepDirectoryAsync(DocumentedApi api)
    {
        const string Office = "bawaslu:62.07";
        await api.CallAsync("RecordOffice", Central("uji"), Values(("entry", Values(("office", Office), ("name", "Bawaslu CONTOH")))));
        await api.CallAsync("GetOffice", Central("uji"), Values(("office", Office)));
        await api.CallAsync("ListOffices", Central("uji"), Values(("kind", "bawaslu"), ("pageSize", 2)));

        var kind = (await api.CallAsync("ListTemplates", Officer, []))["kinds"]![0]!;
        var words = await api.CallAsync("GetTemplate", Officer, Values(("kind", Text(kind, "kind")), ("version", -1)));
        await api.CallAsync("PublishTemplate", Central("uji"), Values(
            ("kind", Text(kind, "kind")), ("expectedVersion", words["version"]!.DeepClone()), ("words", words["words"]!.DeepClone())));
        await api.CallAsync("ListSubscriptions", Officer, []);
        await api.CallAsync("RecordPreference", Officer, Values(("kind", "NOTICE_KIND_DECLARATION_HELD"), ("manner", "DELIVERY_MANNER_DIGEST")));
        await api.CallAsync("ListPreferences", Officer, []);
        await api.CallAsync("RecordOwnPreference", Officer, Values(("channel", "CONTACT_CHANNEL_EMAIL"), ("quietFrom", "21:00"), ("quietTo", "06:00"),
            ("manners", new JsonArray(Values(("kind", "NOTICE_KIND_BROADCAST"), ("manner", "DELIVERY_MANNER_DIGEST"))))));
        await api.CallAsync("GetOwnPreference", Officer, []);
        await api.CallAsync("RevokeTokens", Central("uji"), Values(("kind", "REVOKED_KIND_TOKEN"), ("value", $"CONTOH {Guid.NewGuid()}"), ("cause", "REVOCATION_CAUSE_DEVICE_LOST")));
        await api.CallAsync("ListTokenRevocations", Central("uji"), Values(("pageSize", 2)));
        await api.CallAsync("ListParkedDeliveries", Central("uji"), Values(("pageSize", 2)));
    }

    private async Task BroadcastAsync(DocumentedApi api)
    {
        async Task<JsonObject> DraftedAsync() => Values(("broadcastId", Text(await api.CallAsync("DraftBroadcast", Central("satu"), Values(
            ("title", "CONTOH pengumuman"), ("body", "CONTOH isi."), ("officeKind", "bawaslu"), ("regionCode", "62.07"))), "broadcastId")));

        await api.CallAsync("CancelBroadcast", Central("satu"), await DraftedAsync());
        var released = await DraftedAsync();
        await api.CallAsync("ApproveBroadcast", Central("dua"), released);
        await api.CallAsync("GetBroadcast", Central("dua"), Values(("broadcastId", Text(released, "broadcastId"))));
    }
}
