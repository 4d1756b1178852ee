using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Notifications.Tests.Support;
using OnePledge = Netralitas.Contracts.Pledges.V2.PledgeSigned;

namespace Netralitas.Services.Notifications.Tests.Reactions;

/// <summary>What offices are shown of the signatures of a declaration, in whatever order and however often they are told of them.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class SignatureCountsTests(BackingServices backing)
{
    private const string Taken = "select count(*) from messaging.inbox where consumer in ('OnPledgeSigned', 'OnPledgesRecorded', 'declarations') and (aggregate is null or aggregate = $1)";

    [Fact]
    public async Task Signatures_and_batches_are_counted_once_each_before_and_after_their_declaration_and_so_is_what_the_release_before_had_queued()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var declaration = Guid.CreateVersion7();
        var before = await backing.ScalarAsync<long>(Taken, declaration);
        var own = Enumerable.Range(0, 40).Select(n => new OnePledge { SignatureId = Guid.CreateVersion7(), Version = 1, DeclarationId = declaration, IsPersonalPledge = n > 0, RecordedAt = DateTimeOffset.UnixEpoch }).ToList();
        foreach (var signed in own)
        {
            await backing.PublishAsync(signed, signed.SignatureId, signed.Version);
        }

        var batch = new PledgesRecorded
        {
            BatchId = Guid.CreateVersion7(),
            Version = 1,
            DeclarationId = declaration,
            Signatures = 5_000,
            PersonalPledges = 4_990,
            OnBehalf = 10,
            FirstSignatureId = Guid.CreateVersion7(),
            LastSignatureId = Guid.CreateVersion7(),
            RecordedAt = DateTimeOffset.UnixEpoch,
        };
        await backing.PublishAsync(batch, batch.BatchId, 1);
        // Lists of the release before, the second first, and then the declaration that both follow.
        await backing.PublishAsync(List(declaration, 3), declaration, 3);
        await backing.PublishAsync(List(declaration, 2), declaration, 2);
        await backing.PublishAsync(Held(declaration), declaration, 1);

        await Eventually.SeeAsync(() => backing.ScalarAsync<long>(Taken, declaration), count => count - before == 40 + 1 + 3);
        var counts = await backing.ScalarAsync<string>("select signatures || '/' || personal_pledges from notifications.declaration_tallies where declaration_id = $1", declaration);
        Assert.Equal($"{40 + 5_000 + 4}/{39 + 4_990 + 2}", counts);
        Assert.Equal("1 2 3", await backing.ScalarAsync<string>("select string_agg(version::text, ' ' order by seq) from messaging.inbox where consumer = 'declarations' and aggregate = $1", declaration));
    }

    private static PledgeSigned List(Guid declaration, int version) => new()
    {
        BatchId = Guid.CreateVersion7(),
        DeclarationId = declaration,
        Version = version,
        Signatures = 2,
        PersonalPledges = 1,
        OnBehalf = 1,
        RecordedAt = DateTimeOffset.UnixEpoch,
    };

    private static DeclarationHeld Held(Guid declaration) => new()
    {
        DeclarationId = declaration,
        Version = 1,
        RegionCode = "14.71",
        Title = "Ikrar uji",
        HeldOn = new DateOnly(2024, 9, 21),
        TimeZone = "WITA",
        RecordedAt = DateTimeOffset.UnixEpoch,
    };
}
