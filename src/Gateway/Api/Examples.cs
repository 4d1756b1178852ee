using System.Text.Json.Nodes;

namespace Netralitas.Gateway.Api;

/// <summary>Examples of requests, from the samples.</summary>
internal static class Examples
{
    private const string RequestId = "2f1c7a52-0d55-4b43-9d1e-3f0f5d6b8a11";

    /// <summary>A request of an RPC; null where no sample has one.</summary>
    internal static JsonObject? Of(string rpc) => rpc switch
    {
        "SubmitReport" => WithId(Report()),
        "CheckDraft" => new JsonObject { ["draft"] = Report() },
        "EnterReport" => WithId(new JsonObject { ["report"] = Report() }),
        "RecordFinding" => WithId(new JsonObject { ["finding"] = Report() }),
        "RecordSupervision" => WithId(new JsonObject { ["note"] = Report() }),
        "PublishPledgeText" => WithId(Part("texts", "publish")),
        "OpenDeclaration" => WithId(Part("declarations", "open")),
        "RecordSignatures" => WithId(Part("declarations", "record")),
        _ => null,
    };

    private static JsonObject WithId(JsonObject request)
    {
        request.Insert(0, "requestId", RequestId);
        return request;
    }

    private static JsonObject Report() => Read("report");

    private static JsonObject Part(string list, string name) => Read("declaration")[list]![0]![name]!.DeepClone().AsObject();

    private static JsonObject Read(string name)
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream($"examples/{name}") ?? throw new InvalidOperationException($"There is no example {name}.");
        return JsonNode.Parse(stream)!.AsObject();
    }
}
