using Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Demo.Loading;

/// <summary>Notices reach the offices by the bus, some time after the answer; this waits for them.</summary>
internal sealed class NoticeWatch(Gateway gateway)
{
    private const int PageSize = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks into the inboxes until everything expected is there.</summary>
    /// <returns>All notices of each office, newest first.</returns>
    /// <exception cref="DemoException">Something was still missing after 20 seconds, or an inbox could not be read.</exception>
    internal async Task<IReadOnlyDictionary<BawasluOffice, IReadOnlyList<Notice>>> WaitAsync(IReadOnlyList<ExpectedNotice> expected, CancellationToken cancel)
    {
        var inboxes = new Dictionary<BawasluOffice, IReadOnlyList<Notice>>();
        var started = TimeProvider.System.GetTimestamp();
        using var looks = new PeriodicTimer(BetweenLooks);
        while (true)
        {
            var missing = expected.Where(e => !IsIn(inboxes, e)).ToList();
            if (missing.Count == 0)
            {
                return inboxes;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Deadline)
            {
                throw new DemoException(MissingSentence(missing));
            }

            foreach (var office in missing.Select(e => e.Office).Distinct())
            {
                inboxes[office] = await ListAllAsync(office, cancel);
            }

            if (expected.Any(e => !IsIn(inboxes, e)))
            {
                await looks.WaitForNextTickAsync(cancel);
            }
        }
    }

    private static bool IsIn(Dictionary<BawasluOffice, IReadOnlyList<Notice>> inboxes, ExpectedNotice expected) =>
        inboxes.TryGetValue(expected.Office, out var notices) && notices.Any(notice => expected.Matches(notice));

    private static string MissingSentence(List<ExpectedNotice> missing) =>
        $"Pemberitahuan belum lengkap setelah {Deadline.TotalSeconds:0} detik; {missing.Count} belum sampai, antara lain untuk {missing[0].Office}: {missing[0].About}.";

    private async Task<IReadOnlyList<Notice>> ListAllAsync(BawasluOffice office, CancellationToken cancel)
    {
        var notices = new List<Notice>();
        var request = new ListNoticesRequest { Office = office.ToString(), PageSize = PageSize };
        do
        {
            var page = await gateway.CallAsync(office, options => gateway.Inbox.ListNoticesAsync(request, options), cancel);
            notices.AddRange(page.Notices);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        return notices;
    }
}
