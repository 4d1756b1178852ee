using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Reports.Storage;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using static Netralitas.Services.Reports.Tests.FollowUp.FollowUpTests;

namespace Netralitas.Services.Reports.Tests.FollowUp;

/// <summary>LAW-FWD-08: a notice that the authority confirmed is its receipt.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class NoticeServedTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_notice_that_was_served_is_the_receipt_once_and_the_awaited_time_counts_from_it_also_after_a_crash()
    {
        Forwarding forwarding;
        Guid id;
        var served = DateTimeOffset.UtcNow;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "consume.before_commit"))
        {
            forwarding = (await dying.FollowUp.ForwardCaseAsync(Forward(await DecidedAsync(dying, "Lurah"), Respondent(1)), TestIssuer.As(Office))).Forwardings[0];
            id = Guid.Parse(forwarding.ForwardingId);
            Assert.Equal(1L, await backing.ScalarAsync<long>(
                "select count(*) from (select aggregate, type from messaging.outbox union all select aggregate, type from messaging.outbox_sent) e where e.aggregate = $1 and e.type = $2", id, typeof(CaseForwarded).FullName!));
            // As if half of the time had gone by.
            Assert.Equal(1L, await backing.ScalarAsync<long>(
                "with moved as (update reports.forwardings set forwarded_on = forwarded_on - 15, act_by_on = act_by_on - 15, overdue_at = overdue_at - interval '15 days' where id = $1 returning 1) select count(*) from moved", id));
            await PublishAsync(Served(id, served), 1);
            await dying.SeeDeadAsync();
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        var ledger = await Eventually.SeeAsync(
            async () => await next.FollowUp.GetForwardingAsync(new GetForwardingRequest { ForwardingId = forwarding.ForwardingId }, AgencyToken()), found => found.Entries.Count > 0);
        await PublishAsync(Served(id, served.AddHours(1)), 1);
        await PublishAsync(Served(Guid.CreateVersion7(), served), 1);
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from messaging.inbox where consumer = 'OnNoticeServed'"), count => count >= 3);
        var after = await next.FollowUp.GetForwardingAsync(new GetForwardingRequest { ForwardingId = forwarding.ForwardingId }, AgencyToken());

        Assert.Equal((ForwardingStatus.Received, forwarding.ActByOn), (ledger.Forwarding.Status, ledger.Forwarding.ActByOn));
        var receipt = Assert.Single(after.Entries);
        Assert.Equal((FollowUpEntryKind.Receipt, Agency, forwarding.ForwardedOn, false), (receipt.Kind, receipt.RecordedByOffice, receipt.HappenedOn, receipt.IsOnBehalf));
        Assert.StartsWith("Konfirmasi pemberitahuan ", receipt.DocumentNumber, StringComparison.Ordinal);
        Assert.Equal(ledger.Forwarding, after.Forwarding);
        await Outcome.RefusedAsync(next.FollowUp.RecordReceiptAsync(
            new RecordReceiptRequest { RequestId = Id(), ForwardingId = forwarding.ForwardingId, ExpectedVersion = 2, ReceivedOn = forwarding.ForwardedOn }, AgencyToken()), StatusCode.FailedPrecondition, "ENTRY_NOT_ALLOWED");
    }

    private static NoticeServed Served(Guid forwarding, DateTimeOffset at) =>
        new() { NoticeId = Guid.CreateVersion7(), Version = 1, Kind = "Forwarded", SubjectId = forwarding, Office = Agency, ServedAt = at };

    // As the service does that it comes from; whoever consumes it cannot tell.
    private async Task PublishAsync(NoticeServed served, int version)
    {
        await using var db = new ReportsDb(new DbContextOptionsBuilder<ReportsDb>().UseNpgsql(backing.Owner).Options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.EnqueueAsync(served, served.NoticeId, version, CancellationToken.None);
        await transaction.CommitAsync();
    }
}
