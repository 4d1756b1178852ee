using System.Diagnostics;
using System.Globalization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Notifications.Bench;

/// <summary>A broadcast to many offices: accepted, put into each inbox, and sent to each as a text message.</summary>
internal static class Broadcasting
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>Makes offices, drafts a broadcast to them, and approves it.</summary>
    /// <returns>How long the approval took, and how long it took until each office has it in its inbox and as a text message.</returns>
    internal static async Task<(TimeSpan Accepted, TimeSpan Told, TimeSpan Sent)> RunAsync(BackingServices backing, NotificationsService notifications, int recipients)
    {
        await backing.EnterOfficesAsync($"select 'opd:75.71.' || lpad(n::text, 6, '0') as office, 'opd' as kind, '75.71.' || lpad(n::text, 6, '0') as region_code, n from generate_series(1, {recipients}) as n");
        var draft = await notifications.Broadcasts.DraftBroadcastAsync(
            new DraftBroadcastRequest { RequestId = NewId(), Title = "CONTOH pendidikan pemilih", Body = "CONTOH: hari pemungutan suara adalah hari libur.", OfficeKind = "opd" }, TestIssuer.Central("penyusun"));
        var from = Stopwatch.GetTimestamp();
        await notifications.Broadcasts.ApproveBroadcastAsync(new ApproveBroadcastRequest { RequestId = NewId(), BroadcastId = draft.BroadcastId }, TestIssuer.Central("penyetuju"));
        var accepted = Stopwatch.GetElapsedTime(from);
        TimeSpan? told = null;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        Console.WriteLine("   seconds   in inboxes      sent   resident MiB");
        do
        {
            var inboxes = await backing.CountAsync("select coalesce(sum(told_offices), 0)::bigint from notifications.broadcasts");
            var sent = await backing.CountAsync("select count(*) from notifications.deliveries d where state = 'Sent' and notice_id in (select id from notifications.notices where kind = 'Broadcast')");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(from).TotalSeconds,10:N1} {inboxes,12:N0} {sent,9:N0} {notifications.Resident / Mebibyte,14:N0}"));
            told ??= inboxes >= recipients ? Stopwatch.GetElapsedTime(from) : null;
            if (sent >= recipients)
            {
                return (accepted, told!.Value, Stopwatch.GetElapsedTime(from));
            }
        }
        while (await timer.WaitForNextTickAsync());
        throw new InvalidOperationException("The timer ended.");
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
