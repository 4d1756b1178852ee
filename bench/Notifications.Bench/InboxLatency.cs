using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Notifications.Bench;

/// <summary>From the commit of an event to its notices in the inboxes, as a reader of all inboxes sees them; every notice goes out as a text message too.</summary>
internal static partial class InboxLatency
{
    private const int OfficesTold = 3;

    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromSeconds(60);

    /// <returns>Times of all notices; one that never came counts as the longest.</returns>
    internal static async Task<Times> RunAsync(NotificationsService notifications, Publisher publisher, int perSecond, TimeSpan length)
    {
        var (committed, seen) = (new ConcurrentDictionary<string, long>(), new List<(string Number, long At)>());
        using var stop = new CancellationTokenSource();
        using var stream = notifications.Inbox.WatchNotices(new WatchNoticesRequest { AllOffices = true, Cursor = "now" }, TestIssuer.Central(), cancellationToken: stop.Token);
        await stream.ResponseHeadersAsync;
        var expected = int.MaxValue;
        var watching = Task.Run(async () =>
        {
            while (seen.Count < Volatile.Read(ref expected) && await stream.ResponseStream.MoveNext(stop.Token))
            {
                if (stream.ResponseStream.Current.Notice is { } notice && Number().Match(notice.Body) is { Success: true } number)
                {
                    seen.Add((number.Groups[1].Value.Replace("-", "", StringComparison.Ordinal), Stopwatch.GetTimestamp()));
                }
            }
        });
        var events = await publisher.PaceAsync(perSecond, length, (number, at) => committed[number] = at);
        Volatile.Write(ref expected, events * OfficesTold);
        // One event more wakes a watcher that has all of them already.
        await publisher.PaceAsync(1, TimeSpan.FromSeconds(2), (_, _) => { });
        stop.CancelAfter(GivesUpAfter);
        try
        {
            await watching;
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{events * OfficesTold - seen.Count:N0} notices did not come within {GivesUpAfter.TotalSeconds:N0} s"));
        }

        return new Times(seen.Where(each => committed.ContainsKey(each.Number)).Select(each => Stopwatch.GetElapsedTime(committed[each.Number], each.At)));
    }

    [GeneratedRegex("nomor ([0-9]{4}-[0-9]{4}-[0-9]{4})")]
    private static partial Regex Number();
}
