using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Netralitas.ServiceDefaults;

/// <summary>A refusal as HTTP carries it: problem details (RFC 9457) with the reason, the sentence and the fields that gRPC carries too.</summary>
/// <param name="Code">gRPC status.</param>
/// <param name="Reason">Stable reason.</param>
/// <param name="Message">Indonesian sentence that says what to change.</param>
/// <param name="Fields">Fields at fault, by their proto names.</param>
/// <param name="RetryAfter">When the same call may be tried again; null when trying again changes nothing.</param>
internal sealed partial record Problem(StatusCode Code, string Reason, string Message, IReadOnlyList<FieldFault> Fields, TimeSpan? RetryAfter)
{
    private const string DetailsPrefix = "type.googleapis.com/google.rpc.";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A refusal that a framework made.</summary>
    internal static Problem Of(StatusCode code)
    {
        var (reason, message) = FrameworkRefusals.Of(code);
        return new Problem(code, reason, message, [], FrameworkRefusals.RetryAfter(code));
    }

    /// <summary>The refusal that an RPC answered, from the JSON of its google.rpc.Status; null for anything else.</summary>
    /// <param name="body">JSON, UTF-8.</param>
    internal static Problem? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var status = JsonDocument.Parse(body);
            return status.RootElement.ValueKind == JsonValueKind.Object && status.RootElement.TryGetProperty("code", out var code) && code.TryGetInt32(out var number)
                ? Read((StatusCode)number, status.RootElement)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Status of the answer.</summary>
    /// <param name="isConditional">Whether the call said by If-Match which version it is about.</param>
    internal int HttpStatus(bool isConditional) => Code switch
    {
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound or StatusCode.Unimplemented => StatusCodes.Status404NotFound,
        StatusCode.Aborted when isConditional => StatusCodes.Status412PreconditionFailed,
        StatusCode.AlreadyExists or StatusCode.Aborted => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => Reason == "MESSAGE_TOO_LARGE" ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status429TooManyRequests,
        StatusCode.Cancelled => StatusCodes.Status499ClientClosedRequest,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The members of the answer.</summary>
    /// <param name="status">Status of the answer.</param>
    /// <param name="isEnglish">In English: of a field then what it is to hold.</param>
    /// <param name="request">What was asked; null when that is not known, and fields are told in Indonesian.</param>
    internal string ToJson(int status, bool isEnglish, MessageDescriptor? request = null)
    {
        var problem = new JsonObject
        {
            ["type"] = $"urn:netralitas:refusal:{Reason}",
            ["title"] = isEnglish ? ReasonWords.EnglishTitle(Reason) : ReasonWords.IndonesianTitle(Code),
            ["status"] = status,
            ["detail"] = isEnglish ? EnglishDetail() : Message,
            ["reason"] = Reason,
            ["code"] = WordStart().Replace(Code.ToString(), "_").ToUpperInvariant(),
        };
        if (Fields.Count > 0)
        {
            problem["errors"] = new JsonArray([.. Fields.Select(fault => new JsonObject { ["field"] = JsonName(fault.Field), ["detail"] = (isEnglish ? FieldWords.English(request, fault.Field) : null) ?? fault.Description })]);
        }

        return problem.ToJsonString(Plain);
    }

    /// <summary>Path of a field as JSON names it: <c>signatures[3].signerNumber</c> of <c>signatures[3].signer_number</c>.</summary>
    internal static string JsonName(string path) => Underscore().Replace(path, letter => letter.Groups[1].Value.ToUpperInvariant());

    // The advice of a list knows no trace id, without which operations cannot find what happened.
    private string EnglishDetail() => ReasonWords.EnglishAdvice(Reason) is not { } advice ? Message
        : TraceId().Match(Message) is { Success: true } told ? $"{advice} The trace id is {told.Value}." : advice;

    private static Problem Read(StatusCode code, JsonElement status)
    {
        string? reason = null;
        List<FieldFault> fields = [];
        TimeSpan? retryAfter = null;
        foreach (var detail in status.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array ? details.EnumerateArray().ToList() : [])
        {
            switch (Text(detail, "@type"))
            {
                case DetailsPrefix + "ErrorInfo":
                    // One field with two names: see StatusDetails.
                    reason = Text(detail, "reason") ?? Text(detail, "type");
                    break;
                case DetailsPrefix + "BadRequest" when detail.TryGetProperty("fieldViolations", out var faults):
                    fields.AddRange(faults.EnumerateArray().Select(fault => new FieldFault(Text(fault, "field") ?? "", Text(fault, "description") ?? "")));
                    break;
                case DetailsPrefix + "RetryInfo" when Text(detail, "retryDelay") is { } delay && double.TryParse(delay.TrimEnd('s'), CultureInfo.InvariantCulture, out var seconds):
                    retryAfter = TimeSpan.FromSeconds(seconds);
                    break;
            }
        }

        // Without a reason these are the words of the framework that reads and writes JSON.
        return reason is null ? Of(code is StatusCode.Unknown ? StatusCode.Internal : code) : new Problem(code, reason, Text(status, "message") ?? "", fields, retryAfter);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("(?<=kode jejak )[0-9a-f]{32}")]
    private static partial Regex TraceId();

    [GeneratedRegex("_([a-z0-9])")]
    private static partial Regex Underscore();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
