using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Services.Notifications.Tests.Webhooks;

/// <summary>samples/clients/receive_notices.py, as somebody uses it who integrates by webhook.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class SampleReceiverTests(BackingServices backing)
{
    [Fact]
    public async Task The_sample_takes_each_notice_once_and_nothing_that_is_not_signed()
    {
        const string Office = "bawaslu:34.04";
        var port = FreePort.Next();
        await using var replica = await NotificationsProcess.StartAsync(backing,
            [("Notifications:Webhooks:AllowsPrivateAddresses", "true"), ("Notifications:Webhooks:PollSeconds", "0.1"), ("Notifications:Webhooks:RetrySeconds:0", "0")]);
        var subscription = await replica.Webhooks.CreateSubscriptionAsync(
            new CreateSubscriptionRequest { RequestId = Refused.NewId(), Url = $"http://127.0.0.1:{port}/" }, TestIssuer.As(Office));
        using var sample = Start(port, subscription.Secret, out var lines);
        try
        {
            await Eventually.SeeAsync(() => Task.FromResult(lines.Count), count => count == 1);
            var first = await backing.NoticeOfAsync(await backing.TellAsync(Office));
            var second = await backing.NoticeOfAsync(await backing.TellAsync(Office, NoticeKind.Decision));
            await Eventually.SeeAsync(() => Task.FromResult(lines.Count), count => count == 3);
            await replica.Webhooks.ReplaySubscriptionAsync(
                new ReplaySubscriptionRequest { RequestId = Refused.NewId(), SubscriptionId = subscription.SubscriptionId, Cursor = $"0-{Guid.Empty:N}" }, TestIssuer.As(Office));
            var third = await backing.NoticeOfAsync(await backing.TellAsync(Office));
            await Eventually.SeeAsync(() => Task.FromResult(lines.Count), count => count == 4);

            Assert.Equal(
                ["ready", $"{first} notice.report_received 75.71", $"{second} notice.decision 75.71", $"{third} notice.report_received 75.71"],
                lines.Select(line => line.Contains(' ', StringComparison.Ordinal) ? line[..line.LastIndexOf(' ')] : line));
            using var http = new HttpClient();
            using var call = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{port}/")) { Content = new StringContent("{}") };
            call.Headers.Add("webhook-id", "x");
            call.Headers.Add("webhook-timestamp", $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");
            call.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(Encoding.UTF8.GetBytes("bukan tanda tangan"))}");
            using var answer = await http.SendAsync(call);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        finally
        {
            sample.Kill();
            await sample.WaitForExitAsync();
        }
    }

    private static Process Start(int port, string secret, out ConcurrentQueue<string> lines)
    {
        var said = new ConcurrentQueue<string>();
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Support", "receive_notices.py"), $"{port}"]) { RedirectStandardOutput = true };
        start.Environment["WEBHOOK_SECRET"] = secret;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                said.Enqueue(text);
            }
        };
        process.BeginOutputReadLine();
        lines = said;
        return process;
    }
}
