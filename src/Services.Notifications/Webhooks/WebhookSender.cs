using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Netralitas.Services.Notifications.Inbox;
using Netralitas.Services.Notifications.Templates;

namespace Netralitas.Services.Notifications.Webhooks;

/// <summary>Posts one message to a receiver.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly WebhookKeys keys;
    private readonly WebhookOptions options;
    private readonly HttpClient http;

    public WebhookSender(WebhookKeys keys, WebhookOptions options)
    {
        (this.keys, this.options) = (keys, options);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
        };
        if (!options.AllowsPrivateAddresses)
        {
            handler.ConnectCallback = PublicAddresses.ConnectAsync;
        }

        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The message about a notice, to the byte: that there is one, never what it says.</summary>
    internal static byte[] BodyOf(ToldNotice told) => JsonSerializer.SerializeToUtf8Bytes(new Message(
        $"notice.{ShippedTemplates.NameOf(told.Notice.Kind).ToLowerInvariant()}", told.Notice.CreatedAt.UtcDateTime,
        new MessageData(told.Notice.Id, told.Notice.Office, told.Notice.RegionCode ?? "", told.Cursor.ToString())));

    /// <summary>Posts a message, and waits for no more than the answer's headers.</summary>
    /// <returns>What came of it, to be recorded.</returns>
    internal async Task<WebhookAttempt> SendAsync(Subscription subscription, ToldNotice told, DateTimeOffset now, CancellationToken cancel)
    {
        var body = BodyOf(told);
        using var call = new HttpRequestMessage(HttpMethod.Post, subscription.Url) { Content = new ByteArrayContent(body) };
        call.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        call.Headers.Add("webhook-id", told.Notice.Id.ToString());
        call.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        call.Headers.TryAddWithoutValidation("webhook-signature", keys.Sign(subscription, told.Notice.Id.ToString(), now, body));
        var began = Stopwatch.GetTimestamp();
        var (status, fault) = await CallAsync(call, cancel);
        return new WebhookAttempt
        {
            SubscriptionId = subscription.Id,
            NoticeId = told.Notice.Id,
            At = now,
            Status = status,
            Fault = fault,
            Milliseconds = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<(int Status, string? Fault)> CallAsync(HttpRequestMessage call, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            using var answer = await http.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var fault = answer.IsSuccessStatusCode ? null : answer.StatusCode is HttpStatusCode.Gone ? WebhookFaults.Gone : WebhookFaults.NotOk;
            return ((int)answer.StatusCode, fault);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (0, WebhookFaults.Late);
        }
        catch (HttpRequestException exception)
        {
            return (0, exception.InnerException is AddressRefusedException ? WebhookFaults.AddressRefused : WebhookFaults.Unreachable);
        }
    }

    private sealed record Message(
        [property: JsonPropertyName("type")] string Type, [property: JsonPropertyName("timestamp")] DateTime Timestamp, [property: JsonPropertyName("data")] MessageData Data);

    private sealed record MessageData(
        [property: JsonPropertyName("notice_id")] Guid NoticeId, [property: JsonPropertyName("office")] string Office,
        [property: JsonPropertyName("region_code")] string RegionCode, [property: JsonPropertyName("cursor")] string Cursor);
}
