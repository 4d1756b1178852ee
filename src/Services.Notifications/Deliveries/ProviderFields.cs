using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Bodies of calls and receipts as a provider's manual describes them. Pure.</summary>
internal static class ProviderFields
{
    /// <summary>The body of a call.</summary>
    internal static HttpContent BodyOf(ProviderOptions provider, OutwardMessage sending)
    {
        string Fill(string value) => value
            .Replace("{{alamat}}", sending.Address, StringComparison.Ordinal)
            .Replace("{{nomor}}", sending.Address.TrimStart('+'), StringComparison.Ordinal)
            .Replace("{{kunci}}", sending.Id.ToString(), StringComparison.Ordinal)
            .Replace("{{isi}}", sending.Words.ShortText, StringComparison.Ordinal);
        if (provider.IsForm)
        {
            return new FormUrlEncodedContent(provider.Fields.Select(field => KeyValuePair.Create(field.Key, Fill(field.Value))));
        }

        var body = new JsonObject();
        foreach (var (path, value) in provider.Fields)
        {
            Put(body, path.Split('/'), Fill(value));
        }

        return new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
    }

    /// <summary>What stands at a path of a JSON text; null when there is nothing, or no JSON.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">Parts divided by a slash; numbers for places in a list.</param>
    internal static string? Read(string json, string path)
    {
        try
        {
            var node = JsonNode.Parse(json);
            foreach (var part in path.Split('/'))
            {
                node = node switch
                {
                    JsonObject members => members[part],
                    JsonArray items when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < items.Count => items[place],
                    _ => null,
                };
            }

            return node is JsonValue value ? value.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a receipt says of a field: in JSON by its path, in a form by its name.</summary>
    internal static string? ReadReceipt(string body, string path) =>
        body.AsSpan().TrimStart().StartsWith("{") ? Read(body, path) : QueryHelpers.ParseQuery(body).TryGetValue(path, out var values) ? values[0] : null;

    private static void Put(JsonObject body, ReadOnlySpan<string> path, string value)
    {
        if (path.Length == 1)
        {
            body[path[0]] = value;
            return;
        }

        if (body[path[0]] is not JsonObject inner)
        {
            body[path[0]] = inner = [];
        }

        Put(inner, path[1..], value);
    }
}
