using System.Net;
using Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Text messages or WhatsApp through providers that are called by HTTP, one after the other.</summary>
/// <remarks>
/// The next provider is asked only when the one before it certainly took nothing. Where that is not known, the same one is asked again under the same key, so that nobody is written to twice.
/// </remarks>
internal sealed class ProviderChannel(ContactChannel channel, IReadOnlyList<ProviderOptions> providers, HttpClient http, int atOnce = 1) : IOutwardChannel
{
    private const int LongestAnswer = 64 * 1024;
    private const int LongestReference = 200;

    /// <inheritdoc/>
    public ContactChannel Channel => channel;

    /// <inheritdoc/>
    public int AtOnce => atOnce;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutwardMessage sending, CancellationToken cancel)
    {
        SendOutcome outcome = new SendOutcome.NotTaken(DeliveryFaults.ProviderUnreachable);
        // One that is no longer configured cannot be asked again: then any other may be.
        var asked = providers.Where(provider => provider.Name == sending.Provider).DefaultIfEmpty().First();
        foreach (var provider in asked is null ? providers : [asked])
        {
            outcome = await CallAsync(provider, sending, cancel);
            if (outcome is not SendOutcome.NotTaken)
            {
                return outcome;
            }
        }

        return asked is null ? outcome : new SendOutcome.Unclear(asked.Name);
    }

    private async Task<SendOutcome> CallAsync(ProviderOptions provider, OutwardMessage sending, CancellationToken cancel)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, provider.Url) { Content = ProviderFields.BodyOf(provider, sending) };
        foreach (var (name, value) in provider.Headers)
        {
            call.Headers.TryAddWithoutValidation(name, value);
        }

        if (provider.KeyHeader is { } keyHeader)
        {
            call.Headers.TryAddWithoutValidation(keyHeader, sending.Id.ToString());
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(provider.TimeoutSeconds));
        try
        {
            using var answer = await http.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.IsSuccessStatusCode
                ? new SendOutcome.Taken(provider.Name, await ReferenceAsync(provider, answer, limit.Token))
                : OutcomeOf(provider, answer.StatusCode);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return new SendOutcome.NotTaken(DeliveryFaults.ProviderUnreachable);
        }
        catch (OperationCanceledException) when (!limit.IsCancellationRequested)
        {
            // No connection within its own, shorter time.
            return new SendOutcome.NotTaken(DeliveryFaults.ProviderUnreachable);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new SendOutcome.Unclear(provider.Name);
        }
    }

    private static SendOutcome OutcomeOf(ProviderOptions provider, HttpStatusCode status)
    {
        if (provider.RefusedStatuses.Contains((int)status))
        {
            return new SendOutcome.Refused(provider.Name);
        }

        // A request that was not understood, not allowed or not wanted now was not taken; a server that failed over it may have taken it.
        return (int)status < 500 || status == HttpStatusCode.ServiceUnavailable ? new SendOutcome.NotTaken(DeliveryFaults.ProviderBusy) : new SendOutcome.Unclear(provider.Name);
    }

    private static async Task<string?> ReferenceAsync(ProviderOptions provider, HttpResponseMessage answer, CancellationToken cancel)
    {
        var buffer = new byte[LongestAnswer];
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        var length = await body.ReadAtLeastAsync(buffer, LongestAnswer, throwOnEndOfStream: false, cancel);
        var reference = ProviderFields.Read(System.Text.Encoding.UTF8.GetString(buffer.AsSpan(0, length)), provider.ReferencePath);
        return reference is { Length: > 0 and <= LongestReference } && !reference.Contains('\0', StringComparison.Ordinal) ? reference : null;
    }
}
