using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Netralitas.Suite.Tests;

/// <summary>The gateway as its OpenAPI document describes it. Each answer is held against the document; one that it does not describe is a fault.</summary>
internal sealed class DocumentedApi : IDisposable
{
    private readonly HttpClient client;
    private readonly JsonNode document;
    private readonly SchemaCheck check;
    private readonly Dictionary<string, (string Method, string Path, JsonNode Operation)> operations;

    private DocumentedApi(HttpClient client, JsonNode document)
    {
        this.client = client;
        this.document = document;
        check = new SchemaCheck(document);
        operations = (from path in document["paths"]!.AsObject() from operation in path.Value!.AsObject() select (operation.Key, Path: path.Key, operation.Value))
            .ToDictionary(o => o.Value["operationId"]!.GetValue<string>(), o => (o.Key, o.Path, o.Value));
    }

    /// <summary>Every documented operation.</summary>
    internal IEnumerable<string> Operations => operations.Keys;

    /// <summary>Operations that have succeeded.</summary>
    internal SortedSet<string> Succeeded { get; } = new(StringComparer.Ordinal);

    /// <summary>The first call of each operation that succeeded with a token.</summary>
    internal Dictionary<string, MadeCall> Made { get; } = new(StringComparer.Ordinal);

    internal static async Task<DocumentedApi> ReadAsync(Uri gateway)
    {
        var client = new HttpClient { BaseAddress = gateway };
        return new DocumentedApi(client, JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!);
    }

    public void Dispose() => client.Dispose();

    /// <summary>Sends or reads a file, and holds status, headers and type of the answer against the document; the caller disposes of it.</summary>
    internal async Task<HttpResponseMessage> FileAsync(string operation, string? token, JsonObject values, HttpContent? body, params (string Name, string Value)[] headers)
    {
        var (method, template, described) = operations[operation];
        var (path, rest) = PutIntoPath(template, values);
        using var request = new HttpRequestMessage(new HttpMethod(method), path + Query(rest)) { Content = body };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        var parameters = described["parameters"]!.AsArray().Where(p => p!["in"]!.GetValue<string>() == "header").Select(p => p!["name"]!.GetValue<string>()).ToList();
        foreach (var (name, value) in headers)
        {
            Assert.Contains(name, parameters);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var answer = described["responses"]![$"{(int)response.StatusCode}"];
        Assert.True(answer is not null, $"{operation}: {response.StatusCode} is not documented: {await response.Content.ReadAsStringAsync()}");
        var given = response.Headers.Concat(response.Content.Headers).Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(answer["headers"]?.AsObject() ?? [], header => Assert.Contains(header.Key, given));
        Assert.True(method == "head" || answer["content"] is not JsonObject content || content.ContainsKey("*/*") || content.ContainsKey(response.Content.Headers.ContentType!.MediaType!));
        if (response.IsSuccessStatusCode)
        {
            Succeeded.Add(operation);
        }

        return response;
    }

    /// <summary>The example that the document gives for a request, with an id of its own.</summary>
    internal JsonObject Example(string operation)
    {
        var example = operations[operation].Operation["requestBody"]!["content"]!["application/json"]!["example"]!.DeepClone().AsObject();
        if (example.ContainsKey("requestId"))
        {
            example["requestId"] = Requests.NewId();
        }

        return example;
    }

    /// <summary>Makes a call that must succeed.</summary>
    /// <param name="operation">Its id.</param>
    /// <param name="token">Bearer token; null for none.</param>
    /// <param name="values">Fields by their JSON names; those of the path are put there, those of a GET into the query. A body without <c>requestId</c> gets one.</param>
    /// <param name="lines">How many messages of a server stream are read; the stream is ended after them.</param>
    internal async Task<JsonNode> CallAsync(string operation, string? token, JsonObject values, int lines = int.MaxValue)
    {
        if (operations[operation].Operation["parameters"]!.AsArray().Any(p => p!["name"]!.GetValue<string>() == "Idempotency-Key") && !values.ContainsKey("requestId"))
        {
            values["requestId"] = Requests.NewId();
        }

        var (status, answer) = await SendAsync(operation, token, values, lines: lines);
        Assert.True(status == 200, $"{operation}: {status} {answer}");
        Succeeded.Add(operation);
        if (token is not null)
        {
            Made.TryAdd(operation, new MadeCall(token, values.DeepClone().AsObject(), answer?.ToJsonString() ?? ""));
        }

        return answer!;
    }

    /// <summary>Makes a call, whatever comes of it, and holds request and answer against the document.</summary>
    internal async Task<(int Status, JsonNode? Answer)> SendAsync(string operation, string? token, JsonObject values, Action<HttpRequestHeaders>? headers = null, int lines = int.MaxValue)
    {
        var (method, template, described) = operations[operation];
        var (path, rest) = PutIntoPath(template, values);
        var hasBody = described["requestBody"] is not null;
        using var request = new HttpRequestMessage(new HttpMethod(method), hasBody ? path : path + Query(rest));
        request.Content = hasBody ? IsFile(described) ? new ByteArrayContent([]) : new StringContent(rest.ToJsonString(), Encoding.UTF8, "application/json") : null;
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        headers?.Invoke(request.Headers);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (method == "head")
        {
            Assert.NotNull(described["responses"]![$"{(int)response.StatusCode}"]);
            return ((int)response.StatusCode, null);
        }

        var type = response.Content.Headers.ContentType?.MediaType ?? "-";
        // Of a stream each line is an answer; the first stands for them.
        var answers = type == "application/x-ndjson" ? await ReadLinesAsync(response.Content, lines) : [JsonNode.Parse(await response.Content.ReadAsStringAsync())];
        var answer = answers.FirstOrDefault();
        var status = (int)response.StatusCode;
        var content = described["responses"]![$"{status}"]?["content"]?[type];
        Assert.True(content is not null, $"{operation}: {status} {response.Content.Headers.ContentType} is not documented: {answer}");
        var faults = answers.SelectMany(each => check.Faults(each, content["schema"]!)).ToList();
        if (hasBody && status == 200)
        {
            faults.AddRange(check.Faults(rest, described["requestBody"]!["content"]!["application/json"]!["schema"]!).Select(fault => $"request {fault}"));
        }

        Assert.True(faults.Count == 0, $"{operation}: {status}\n{string.Join('\n', faults)}");
        return (status, answer);
    }

    /// <summary>A value for each variable of an operation's path that names nothing.</summary>
    internal JsonObject Nothing(string operation) => new(operations[operation].Operation["parameters"]!.AsArray()
        .Where(p => p!["in"]!.GetValue<string>() == "path").Select(p => KeyValuePair.Create<string, JsonNode?>(p!["name"]!.GetValue<string>(), "tidak-ada")));

    internal static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    internal static JsonObject Values(params (string Name, JsonNode? Value)[] values) => new(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));

    private static async Task<List<JsonNode?>> ReadLinesAsync(HttpContent content, int atMost)
    {
        var found = new List<JsonNode?>();
        using var reader = new StreamReader(await content.ReadAsStreamAsync());
        while (found.Count < atMost && await reader.ReadLineAsync() is { } line)
        {
            found.Add(JsonNode.Parse(line));
        }

        return found;
    }

    private static bool IsFile(JsonNode operation) => operation["requestBody"]!["content"]!["application/octet-stream"] is not null;

    private static (string Path, JsonObject Others) PutIntoPath(string template, JsonObject values)
    {
        var rest = values.DeepClone().AsObject();
        var path = template;
        foreach (var (name, value) in values.Where(value => template.Contains($"{{{value.Key}}}", StringComparison.Ordinal)))
        {
            path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value!.ToString()), StringComparison.Ordinal);
            rest.Remove(name);
        }

        return (path, rest);
    }

    private static string Query(JsonObject values) =>
        values.Count == 0 ? "" : "?" + string.Join('&', values.Select(value => $"{value.Key}={Uri.EscapeDataString(value.Value!.ToString())}"));
}

/// <summary>A call that succeeded.</summary>
/// <param name="Token">Who made it.</param>
/// <param name="Values">What it said.</param>
/// <param name="Answer">What it was answered, as JSON.</param>
internal sealed record MadeCall(string Token, JsonObject Values, string Answer);
