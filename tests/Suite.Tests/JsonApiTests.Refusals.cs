using System.Text.Json.Nodes;
using static Netralitas.Suite.Tests.DocumentedApi;

namespace Netralitas.Suite.Tests;

// How a refusal is worded.
public sealed partial class JsonApiTests
{
    [Fact]
    public async Task In_English_all_of_a_refusal_is_English()
    {
        using var api = await DocumentedApi.ReadAsync(Gateway);

        var (status, problem) = await api.SendAsync("PublishPledgeText", Officer, new JsonObject { ["requestId"] = "no UUID", ["title"] = "CONTOH" }, headers => headers.AcceptLanguage.ParseAdd("en-US,en;q=0.8,id;q=0.1"));

        Assert.Equal(400, status);
        Assert.All(problem!["errors"]!.AsArray(), fault => Assert.Matches(@"(?i)\b(the|uuid|must|each|which|is|of|for)\b", Text(fault!, "detail")));
        Assert.All(problem["errors"]!.AsArray(), fault => Assert.DoesNotMatch(@"\b(Isi|dengan|Gunakan|Pilih)\b", Text(fault!, "detail")));
    }
}
