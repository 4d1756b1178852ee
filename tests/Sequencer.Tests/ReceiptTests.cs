using System.Security.Cryptography;
using Netralitas.TransparencyLog;

namespace Netralitas.Sequencer.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class ReceiptTests(BackingServices backing)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_receipt_gets_the_promise_at_once_and_the_proof_as_soon_as_there_is_one()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = await log.AddPromisedAsync(37, Now);
        var secret = await log.SecretAsync(subjects[20]);

        var waiting = await FindAsync(log, subjects[20], secret);
        Assert.Equal((EntryState.Promised, Now.AddHours(24)), (waiting!.State, waiting.PromisedUntil));
        Assert.True(TlogProof.TryParse(waiting.File!.ToBytes(), out var file, out var problem), problem);
        Assert.True(OpenedEntry.TryRead(file.Extra, out var opened, out problem), problem);
        Assert.True(InclusionPromise.TryOpen(file.Checkpoint, log.Setup.Policy, out var promise, out problem), problem);
        Assert.Equal((37L, Now, TimeSpan.FromHours(24)), (promise.Size, promise.PromisedAt, promise.MaximumMergeDelay));
        Assert.True(InclusionProof.Verify(file.Index, promise.Size, opened.Leaf, [.. file.Hashes], promise.Root));
        Assert.False(file.TryVerify(opened.Leaf, log.Setup.Policy, out _, out _));

        await log.SequenceAllAsync();
        Assert.Equal(EntryState.Promised, (await FindAsync(log, subjects[20], secret))!.State);
        await log.PublishAsync();
        await Audit.CheckProofAsync(log, subjects[20]);
        Assert.Equal(opened.ToBytes(), (await FindAsync(log, subjects[20], secret))!.File!.Extra.ToArray());
    }

    [Fact]
    public async Task Nobody_learns_whether_the_record_or_the_secret_was_wrong()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = await log.AddPromisedAsync(2);
        var secret = await log.SecretAsync(subjects[0]);

        Assert.Null(await FindAsync(log, subjects[1], secret));
        Assert.Null(await FindAsync(log, Guid.NewGuid(), secret));
        Assert.Null(await FindAsync(log, subjects[0], [.. secret, 0]));
        Assert.Null(await FindAsync(log, subjects[0], []));
        Assert.Null(await FindAsync(log, subjects[0], SHA256.HashData(secret)));
    }

    [Fact]
    public async Task An_erased_record_leaves_its_entry_and_a_tombstone_that_its_holder_knows()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = await log.AddPromisedAsync(5);
        var secret = await log.SecretAsync(subjects[3]);
        Assert.Equal(ErasureOutcome.NotLogged, await EraseAsync(log, subjects[3]));
        await log.SequenceAllAsync();
        await log.PublishAsync();
        var kept = (await FindAsync(log, subjects[3], secret))!.File!;

        Assert.Equal(ErasureOutcome.Unknown, await EraseAsync(log, Guid.NewGuid()));
        Assert.Equal(ErasureOutcome.Erased, await EraseAsync(log, subjects[3]));
        Assert.Equal(ErasureOutcome.ErasedBefore, await EraseAsync(log, subjects[3]));
        Assert.Equal(0L, await log.ScalarAsync<long>($"select count(*) from log.opening where subject = '{subjects[3]}' or position(decode('{Convert.ToHexString(secret)}', 'hex') in nonce) > 0"));
        var waiting = await FindAsync(log, subjects[3], secret);
        Assert.Equal((EntryState.Erased, null), (waiting!.State, waiting.File));

        await log.SequenceAllAsync();
        await log.PublishAsync();
        var tombstone = (await FindAsync(log, subjects[3], secret))!.File!;
        Assert.True(OpenedEntry.TryRead(tombstone.Extra, out var opened, out var problem), problem);
        Assert.True(tombstone.TryVerify(opened.Leaf, log.Setup.Policy, out _, out problem), problem);
        Assert.True(OpenedEntry.TryRead(kept.Extra, out var mine, out problem), problem);
        Assert.True(ErasureRecord.TryRead(opened.Record.Span, out var record));
        Assert.Equal(new ErasureRecord(kept.Index, mine.Leaf, new DateOnly(2026, 11, 22), "subject-request"), record);
        Assert.Equal(ErasureRecord.NonceFrom(secret), opened.Nonce.ToArray());
        Assert.True(opened.Holds);
        // What the holder kept proves the record as before; who holds another receipt sees nothing of it.
        Assert.True(kept.TryVerify(mine.Leaf, log.Setup.Policy, out _, out problem), problem);
        Assert.Null(await FindAsync(log, subjects[3], await log.SecretAsync(subjects[2])));
        Assert.Empty((await log.Monitor().ReadAsync(CancellationToken.None))!);
    }

    [Fact]
    public async Task Of_erasures_at_once_one_erases_and_the_log_has_one_tombstone()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = await log.AddAsync(1);
        await log.SequenceAllAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => EraseAsync(log, subjects[0])));

        Assert.Equal([ErasureOutcome.Erased, .. Enumerable.Repeat(ErasureOutcome.ErasedBefore, 5)], outcomes.Order());
        Assert.Equal(1L, await log.ScalarAsync<long>("select count(*) from log.pending"));
    }

    [Fact]
    public async Task An_erasure_that_is_not_committed_left_nothing()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = await log.AddAsync(1);
        await log.SequenceAllAsync();
        await log.PublishAsync();

        Assert.Equal(ErasureOutcome.Erased, await EraseAsync(log, subjects[0], commit: false));

        await Audit.CheckProofAsync(log, subjects[0]);
        Assert.Equal(0L, await log.ScalarAsync<long>("select (select count(*) from log.pending) + (select count(*) from log.erasure)"));
    }

    private static async Task<EntryStanding?> FindAsync(TestLog log, Guid subject, byte[] secret) => await log.Proofs.FindAsync(subject, secret, CancellationToken.None);

    private static async Task<ErasureOutcome> EraseAsync(TestLog log, Guid subject, bool commit = true)
    {
        await using var connection = await log.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var outcome = await RecordErasure.EraseAsync(connection, subject, "subject-request", "uji/1", Now, CancellationToken.None);
        if (commit)
        {
            await transaction.CommitAsync();
        }

        return outcome;
    }
}
