using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Inbox;
using Netralitas.Services.Notifications.Tests.Support;
using Npgsql;

namespace Netralitas.Services.Notifications.Tests.Inbox;

[Collection(BackingServicesCollection.Name)]
public sealed class WatchNoticesTests(BackingServices backing)
{
    [Fact]
    public async Task Notices_come_as_they_are_told_and_go_on_after_a_cursor()
    {
        const string Office = "bawaslu:91";
        await using var replica = await NotificationsProcess.StartAsync(backing);
        using var stream = replica.Inbox.WatchNotices(new WatchNoticesRequest { Cursor = "now" }, TestIssuer.As(Office));
        // The answer's headers say that the place is fixed: what is told from here on is seen.
        await stream.ResponseHeadersAsync;
        var told = new List<string>();
        var seen = new List<WatchNoticesResponse>();
        var reading = Task.Run(async () =>
        {
            while (seen.Count < 2 && await stream.ResponseStream.MoveNext())
            {
                seen.Add(stream.ResponseStream.Current);
            }
        });
        for (var i = 0; i < 2; i++)
        {
            told.Add(await backing.NoticeOfAsync(await backing.TellAsync(Office, i == 0 ? NoticeKind.DeclarationHeld : NoticeKind.ReportReceived, "91.01")));
        }

        await reading.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(told, seen.Select(s => s.Notice.NoticeId));
        Assert.Equal([told[1]], await ReadAsync(replica, new WatchNoticesRequest { Cursor = seen[0].Cursor }, Office, 1));
        Assert.Equal([told[1]], await ReadAsync(replica, new WatchNoticesRequest { Kinds = { NoticeKind.ReportReceived }, RegionCode = "91" }, Office, 1));
    }

    [Fact]
    public async Task A_stream_with_nothing_to_tell_gives_signs_of_life_from_whose_cursor_it_goes_on()
    {
        const string Office = "bawaslu:94";
        await using var replica = await NotificationsProcess.StartAsync(backing, [("Notifications:Inbox:SignOfLifeSeconds", "0.2")]);
        using var quiet = replica.Inbox.WatchNotices(new WatchNoticesRequest { Cursor = "now" }, TestIssuer.As(Office));
        Assert.True(await quiet.ResponseStream.MoveNext());
        Assert.True(await quiet.ResponseStream.MoveNext());
        var sign = quiet.ResponseStream.Current;
        var told = await backing.NoticeOfAsync(await backing.TellAsync(Office, NoticeKind.ReportReceived, "94.01"));

        Assert.Null(sign.Notice);
        Assert.NotNull(InboxCursor.Read(sign.Cursor));
        Assert.Equal([told], await ReadAsync(replica, new WatchNoticesRequest { Cursor = sign.Cursor }, Office, 1));
    }

    [Fact]
    public async Task Central_has_the_notices_of_all_offices_in_one_stream_by_kind_and_region_and_goes_on_after_a_cursor()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var wanted = new WatchNoticesRequest { AllOffices = true, Kinds = { NoticeKind.DeclarationHeld }, RegionCode = "93.01" };
        var first = await backing.NoticeOfAsync(await backing.TellAsync("bawaslu:93.01", NoticeKind.DeclarationHeld, "93.01.01"));
        await backing.TellAsync("bawaslu:93.01", NoticeKind.ReportReceived, "93.01.01");
        await backing.TellAsync("bawaslu:93.02", NoticeKind.DeclarationHeld, "93.02");
        var second = await backing.NoticeOfAsync(await backing.TellAsync("bawaslu:93", NoticeKind.DeclarationHeld, "93.01"));
        using var stream = replica.Inbox.WatchNotices(wanted, TestIssuer.Central());
        Assert.True(await stream.ResponseStream.MoveNext());
        var cursor = stream.ResponseStream.Current.Cursor;
        wanted.Cursor = cursor;
        using var resumed = replica.Inbox.WatchNotices(wanted, TestIssuer.Central());
        Assert.True(await resumed.ResponseStream.MoveNext());

        Assert.Equal((first, second), (stream.ResponseStream.Current.Notice.NoticeId, resumed.ResponseStream.Current.Notice.NoticeId));
        await RefusedAsync(new WatchNoticesRequest { AllOffices = true }, TestIssuer.As("bawaslu:93"), StatusCode.PermissionDenied);
        await RefusedAsync(new WatchNoticesRequest { AllOffices = true, Office = "bawaslu:93" }, TestIssuer.Central(), StatusCode.InvalidArgument);

        async Task RefusedAsync(WatchNoticesRequest request, Metadata token, StatusCode code)
        {
            using var refused = replica.Inbox.WatchNotices(request, token);
            Assert.Equal(code, (await Assert.ThrowsAsync<RpcException>(async () => await refused.ResponseStream.MoveNext())).StatusCode);
        }
    }

    [Fact]
    public async Task A_notice_whose_transaction_began_early_and_ended_late_is_passed_by_nobody()
    {
        const string Office = "bawaslu:92";
        await using var replica = await NotificationsProcess.StartAsync(backing);
        await using var slow = await backing.Owner.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        var late = Guid.CreateVersion7();
        var draft = new NoticeDraft([new("bawaslu", "92")], NoticeKind.ReportReceived, late, 1, "CONTOH", "CONTOH", null, DateTimeOffset.UnixEpoch.AddYears(50));
        await NoticeDraft.TellAsync(slow, [draft]);
        var early = await backing.NoticeOfAsync(await backing.TellAsync(Office));
        var reading = ReadAsync(replica, new WatchNoticesRequest(), Office, 2);

        await Assert.ThrowsAsync<TimeoutException>(() => reading.WaitAsync(TimeSpan.FromSeconds(2)));
        await transaction.CommitAsync();

        Assert.Equal([await backing.NoticeOfAsync(late), early], await reading.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_long_transaction_that_tells_nobody_holds_no_reader_up()
    {
        const string Office = "bawaslu:96";
        await using var replica = await NotificationsProcess.StartAsync(backing);
        await using var slow = await backing.Owner.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await using (var write = new NpgsqlCommand("insert into notifications.receipts (provider, reference, outcome, received_at) values ('uji', gen_random_uuid()::text, 'Confirm', now())", slow, transaction))
        {
            await write.ExecuteNonQueryAsync();
        }

        var told = await backing.NoticeOfAsync(await backing.TellAsync(Office));

        Assert.Equal([told], await ReadAsync(replica, new WatchNoticesRequest(), Office, 1).WaitAsync(TimeSpan.FromSeconds(60)));
        await transaction.RollbackAsync();
    }

    [Fact]
    public async Task Of_many_who_tell_at_once_a_reader_passes_nobody_and_has_each_once()
    {
        const string Office = "bawaslu:97";
        const int Tellers = 8;
        const int Each = 40;
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var reading = ReadAsync(replica, new WatchNoticesRequest(), Office, Tellers * Each);

        await Task.WhenAll(Enumerable.Range(0, Tellers).Select(async _ =>
        {
            for (var n = 0; n < Each; n++)
            {
                await backing.TellAsync(Office);
            }
        }));
        var seen = await reading.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(Tellers * Each, seen.Distinct().Count());
    }

    [Fact]
    public async Task Whose_inbox_it_is_decides_who_may_watch()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);

        Assert.Equal(StatusCode.PermissionDenied, await RefusedAsync(replica, new WatchNoticesRequest { Office = "bawaslu:12" }));
        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(replica, new WatchNoticesRequest { Office = "kota" }));
        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(replica, new WatchNoticesRequest { Cursor = "x-y" }));
        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(replica, new WatchNoticesRequest { RegionCode = "Kota" }));
    }

    [Fact]
    public async Task A_gap_is_found_by_the_counts_and_digests_of_each_local_day()
    {
        const string Office = "bawaslu:94";
        await using var replica = await NotificationsProcess.StartAsync(backing);
        await using var connection = await backing.Owner.OpenConnectionAsync();
        // 23.59 and 00.00 in WIT.
        foreach (var at in new[] { "2024-11-27T14:59:00Z", "2024-11-27T15:00:00Z", "2024-11-27T15:00:01Z" })
        {
            await NoticeDraft.TellAsync(connection, [new([new("bawaslu", "94")], NoticeKind.ReportReceived, Guid.CreateVersion7(), 1, "CONTOH", "CONTOH", null, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))]);
        }

        var counts = (await replica.Inbox.ListDailyCountsAsync(new ListDailyCountsRequest { From = "2024-11-27", To = "2024-11-28" }, TestIssuer.As(Office))).Counts;
        var ids = (await replica.Inbox.ListNoticesAsync(new ListNoticesRequest(), TestIssuer.As(Office))).Notices.Select(n => n.NoticeId).Order(StringComparer.Ordinal).ToList();
        var paged = await replica.Inbox.ListDailyCountsAsync(new ListDailyCountsRequest { From = "2024-11-27", To = "2024-11-28", PageSize = 1 }, TestIssuer.Central());
        var next = await replica.Inbox.ListDailyCountsAsync(new ListDailyCountsRequest { From = "2024-11-27", To = "2024-11-28", PageSize = 1, PageToken = paged.NextPageToken }, TestIssuer.Central());

        Assert.Equal([("2024-11-27", 1), ("2024-11-28", 2)], counts.Select(c => (c.Date, c.Notices)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ids[1]}\n{ids[2]}\n"))), counts[1].Digest);
        Assert.Equal([counts[0], counts[1]], [.. paged.Counts, .. next.Counts]);
        Assert.Empty((await replica.Inbox.ListDailyCountsAsync(new ListDailyCountsRequest { From = "2024-11-27", To = "2024-11-28" }, TestIssuer.As("bawaslu:95"))).Counts);
        Assert.Equal(["from", "to"], (await Refused.AsAsync(StatusCode.InvalidArgument, "DATES_INVALID",
            replica.Inbox.ListDailyCountsAsync(new ListDailyCountsRequest { From = "kemarin", To = "besok" }, TestIssuer.As(Office)))).Fields);
        Assert.Equal(["to"], (await Refused.AsAsync(StatusCode.InvalidArgument, "DATES_INVALID",
            replica.Inbox.ListDailyCountsAsync(new ListDailyCountsRequest { From = "2024-01-01", To = "2024-12-31" }, TestIssuer.As(Office)))).Fields);
    }

    [Theory]
    [InlineData("1f3a-0198f0b26c1e7d6a9d513b1f0c2a7e44", true)]
    [InlineData("0-00000000000000000000000000000000", true)]
    [InlineData("", false)]
    [InlineData("1f3a", false)]
    [InlineData("xyz-0198f0b26c1e7d6a9d513b1f0c2a7e44", false)]
    [InlineData("ffffffffffffffff-0198f0b26c1e7d6a9d513b1f0c2a7e44", false)]
    [InlineData("1f3a-0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44", false)]
    public void A_cursor_is_read_as_it_was_written(string text, bool isCursor) => Assert.Equal(isCursor ? text : null, InboxCursor.Read(text)?.ToString());

    private static async Task<StatusCode> RefusedAsync(NotificationsProcess replica, WatchNoticesRequest request)
    {
        using var stream = replica.Inbox.WatchNotices(request, TestIssuer.As("bawaslu:11.01"));
        return (await Assert.ThrowsAsync<RpcException>(() => stream.ResponseStream.MoveNext())).StatusCode;
    }

    private static async Task<List<string>> ReadAsync(NotificationsProcess replica, WatchNoticesRequest request, string office, int count)
    {
        using var stream = replica.Inbox.WatchNotices(request, TestIssuer.As(office));
        var seen = new List<string>();
        while (seen.Count < count && await stream.ResponseStream.MoveNext())
        {
            if (stream.ResponseStream.Current.Notice is { } notice)
            {
                seen.Add(notice.NoticeId);
            }
        }

        return seen;
    }
}
