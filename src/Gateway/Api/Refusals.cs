using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Netralitas.Gateway.Traffic;

namespace Netralitas.Gateway.Api;

/// <summary>The answers other than success, as the comment of an RPC lists them behind <c>Refusals:</c>.</summary>
internal static partial class Refusals
{
    /// <summary>Where every refusal's schema stands.</summary>
    internal const string Schema = "Problem";

    /// <summary>Where the schema stands of what ends a server stream that is refused when its answer has begun.</summary>
    internal const string InStream = "StreamRefusal";

    private static readonly Dictionary<string, string> StatusOf = new(StringComparer.Ordinal)
    {
        ["INVALID_ARGUMENT"] = "400",
        ["FAILED_PRECONDITION"] = "400",
        ["OUT_OF_RANGE"] = "400",
        ["UNAUTHENTICATED"] = "401",
        ["PERMISSION_DENIED"] = "403",
        ["NOT_FOUND"] = "404",
        ["ALREADY_EXISTS"] = "409",
        ["ABORTED"] = "409",
        ["RESOURCE_EXHAUSTED"] = "413",
        ["UNAVAILABLE"] = "503",
        ["DEADLINE_EXCEEDED"] = "504",
    };

    /// <summary>The answers of one RPC by HTTP status, each with its reasons.</summary>
    /// <param name="rpc">The RPC.</param>
    /// <param name="needsToken">Whether only callers with a token may make it.</param>
    /// <param name="isConditional">Whether the call can say by If-Match which version it is about.</param>
    internal static SortedDictionary<string, JsonObject> Of(MethodDescriptor rpc, bool needsToken, bool isConditional)
    {
        var told = ContractSet.CommentOf(rpc).Split("Refusals:", 2) is [_, var list] ? Told(list, isConditional) : [];
        IEnumerable<(string Status, string Reason)> common =
        [
            ("400", "MESSAGE_UNREADABLE"), ("413", "MESSAGE_TOO_LARGE"), ("500", "INTERNAL_ERROR"), ("503", "SERVICE_UNAVAILABLE"), ("504", "DEADLINE_EXCEEDED"),
            .. RpcTraffic.Of(rpc).Lane == Lane.Ordinary ? new[] { ("429", "TOO_MANY_CALLS") } : [],
            .. ContractSet.BindingsOf(rpc).Any(binding => binding.Method != HttpMethods.Get) ? new[] { ("408", "DEADLINE_EXCEEDED") } : [],
            .. needsToken ? new[] { ("401", "TOKEN_MISSING_OR_INVALID"), ("401", "TOKEN_REVOKED"), ("403", "ROLE_NOT_ALLOWED"), ("403", "OFFICE_CLAIM_INVALID") } : [],
        ];
        var all = told.Concat(common).Distinct().ToList();
        return new SortedDictionary<string, JsonObject>(
            all.GroupBy(refusal => refusal.Status).ToDictionary(group => group.Key, group => AnswerOf(group.Key, [.. group.Select(refusal => refusal.Reason).Order(StringComparer.Ordinal)])), StringComparer.Ordinal);
    }

    /// <summary>The schema of every refusal.</summary>
    internal static JsonObject Problem() => JsonNode.Parse("""
        {
          "type": "object",
          "description": "Penolakan (RFC 9457). Alasan (reason) tidak pernah berubah nama; kalimatnya mengatakan apa yang harus diubah. Tidak ada yang tersimpan bila panggilan ditolak.",
          "properties": {
            "type": { "type": "string", "description": "urn:netralitas:refusal: dan alasannya." },
            "title": { "type": "string", "description": "Jenis penolakan." },
            "status": { "type": "integer", "description": "Status HTTP." },
            "detail": { "type": "string", "description": "Apa yang harus diubah. Bahasa Indonesia, atau Inggris menurut Accept-Language." },
            "reason": { "type": "string", "description": "Alasan yang tetap, sama dengan ErrorInfo.reason pada gRPC.", "pattern": "^[A-Z]+(_[A-Z]+)+$" },
            "code": { "type": "string", "description": "Status gRPC." },
            "errors": {
              "type": "array",
              "description": "Setiap isian yang salah, bila penolakannya tentang isian.",
              "items": {
                "type": "object",
                "properties": { "field": { "type": "string", "description": "Isian, dengan nama JSON." }, "detail": { "type": "string", "description": "Apa yang salah." } },
                "required": ["field", "detail"]
              }
            }
          },
          "required": ["type", "title", "status", "detail", "reason", "code"]
        }
        """)!.AsObject();

    /// <summary>The schema of the last line of a stream that is refused: its status is 200 by then.</summary>
    internal static JsonObject StreamRefusal() => JsonNode.Parse("""
        {
          "type": "object",
          "description": "Baris terakhir bila aliran berakhir dengan penolakan (google.rpc.Status). Alasannya ada pada rincian yang @type-nya berakhiran google.rpc.ErrorInfo.",
          "properties": {
            "code": { "type": "integer", "description": "Nomor status gRPC." },
            "message": { "type": "string", "description": "Apa yang harus diubah. Bahasa Indonesia, atau Inggris menurut Accept-Language." },
            "details": { "type": "array", "description": "Rincian, masing-masing dengan @type.", "items": { "type": "object" } }
          },
          "required": ["code", "message", "details"]
        }
        """)!.AsObject();

    /// <summary>One answer of a status with the reasons of several.</summary>
    internal static JsonObject Together(string status, IEnumerable<JsonObject> answers) =>
        AnswerOf(status, [.. answers.SelectMany(answer => answer["description"]!.GetValue<string>().Split(", ")).Distinct().Order(StringComparer.Ordinal)]);

    /// <summary>A refusal for any of some reasons.</summary>
    internal static JsonObject Answer(params string[] reasons) => new()
    {
        ["description"] = string.Join(", ", reasons),
        ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{Schema}" } } },
    };

    private static JsonObject AnswerOf(string status, string[] reasons)
    {
        var answer = Answer(reasons);
        if (status is "429" or "503")
        {
            answer["headers"] = new JsonObject { ["Retry-After"] = new JsonObject { ["description"] = "Sesudah berapa detik panggilan yang sama dapat diulang.", ["schema"] = new JsonObject { ["type"] = "string" } } };
        }

        return answer;
    }

    // "A_B, C_D (STATUS), E_F (STATUS, more words)": the reasons up to a status are of that status.
    private static List<(string Status, string Reason)> Told(string list, bool isConditional)
    {
        List<(string, string)> found = [];
        List<string> waiting = [];
        foreach (var word in Word().Matches(list).Select(match => match.Value))
        {
            if (!StatusOf.TryGetValue(word, out var status))
            {
                waiting.Add(word);
                continue;
            }

            // A body over the limit is 413; any other limit is one of how much or how often.
            found.AddRange(waiting.Select(reason => (word == "RESOURCE_EXHAUSTED" && reason != "MESSAGE_TOO_LARGE" ? "429" : status, reason)));
            // A lost race is 412 to who sent If-Match.
            found.AddRange(word == "ABORTED" && isConditional ? waiting.Select(reason => ("412", reason)) : []);
            waiting.Clear();
        }

        return found;
    }

    [GeneratedRegex("[A-Z]+(?:_[A-Z]+)+|ABORTED|UNAVAILABLE|UNAUTHENTICATED")]
    private static partial Regex Word();
}
