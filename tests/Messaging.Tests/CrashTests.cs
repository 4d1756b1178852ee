using Microsoft.EntityFrameworkCore;
using static Netralitas.Messaging.Tests.Eventually;

namespace Netralitas.Messaging.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class CrashTests(BackingServices backing)
{
    private const int KilledBySignal9 = 128 + 9;

    [Theory]
    [InlineData("outbox.after_claim")]
    [InlineData("outbox.after_publish_before_confirm")]
    [InlineData("outbox.after_publish_before_confirm:2")]
    [InlineData("outbox.after_confirm_before_commit")]
    [InlineData("consume.before_commit")]
    [InlineData("consume.before_commit:3")]
    [InlineData("consume.after_commit_before_ack")]
    [InlineData("consume.after_commit_before_ack:2")]
    public async Task Whatever_the_place_at_which_a_process_dies_the_next_one_ends_what_it_began_once_and_in_order(string place)
    {
        var (aggregate, thing) = (Guid.NewGuid(), Guid.NewGuid());
        await CommitAsync(aggregate, thing);

        await using (var dying = ServiceProcess.Start(backing, crashAt: place))
        {
            var (exitCode, _, errors) = await dying.EndAsync();
            Assert.Contains($"NETRALITAS_CRASH_AT {place.Split(':')[0]}", errors, StringComparison.Ordinal);
            Assert.Equal(KilledBySignal9, exitCode);
        }

        await using var next = ServiceProcess.Start(backing);
        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from applied where thing = $1", thing), 3L);
        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from effects where aggregate = $1", aggregate), 3L);
        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from messaging.outbox where aggregate in ($1, $2)", aggregate, thing), 0L);
        // Behind all repeats, in each queue: what changes after this never will.
        var (marker, lastThing) = (Guid.NewGuid(), Guid.NewGuid());
        await CommitAsync(marker, lastThing);
        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from applied where thing = $1", lastThing), 3L);
        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from effects where aggregate = $1", marker), 3L);

        Assert.Equal([1, 2, 3], await backing.ColumnAsync<int>("select version from applied where thing = $1 order by seq", thing));
        Assert.Equal([1, 2, 3], await backing.ColumnAsync<int>("select version from messaging.inbox where aggregate = $1 order by seq", thing));
        Assert.Equal([1, 2, 3], await backing.ColumnAsync<int>("select version from effects where aggregate = $1 order by version", aggregate));
    }

    private async Task CommitAsync(Guid aggregate, Guid thing)
    {
        for (var version = 1; version <= 3; version++)
        {
            await using var db = new EffectsDb(new DbContextOptionsBuilder<EffectsDb>().UseNpgsql(backing.Database).Options);
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.EnqueueAsync(new Happened { Aggregate = aggregate, Version = version }, aggregate, version, CancellationToken.None);
            await (version == 1
                ? db.EnqueueAsync(new Opened { Thing = thing, Version = version }, thing, version, CancellationToken.None)
                : db.EnqueueAsync(new Changed { Thing = thing, Version = version }, thing, version, CancellationToken.None));
            await transaction.CommitAsync();
        }
    }
}
