using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;
using Netralitas.Services.Pledges.Tests.States;

namespace Netralitas.Services.Pledges.Tests.Personal;

[Collection(PledgesServiceCollection.Name)]
public sealed class EarlierNumbersTests(PledgesService service)
{
    private const string Insert =
        """
        insert into pledges.signatures (id, declaration_id, signer_name, signer_number, position, agency, tenure, represented, mandate_basis, recorded_at, signed_on)
        values (gen_random_uuid(), $1, 'Uji', $2, '', '', 'Unspecified', '', '', now(), '2024-09-21') returning 1::bigint
        """;

    [Fact]
    public async Task Numbers_in_clear_are_sealed_once_and_their_signers_are_known_again()
    {
        var first = await HeldDeclaration.OpenedAsync(service.Replica);
        var second = await HeldDeclaration.OpenedAsync(service.Replica, textId: first.TextId);
        await service.Backing.ScalarAsync<long>(Insert, Guid.Parse(first.Id), HeldDeclaration.Nip(1));
        await service.Backing.ScalarAsync<long>(Insert, Guid.Parse(first.Id), HeldDeclaration.Nip(2));
        // Before, one person could sign the same text in two declarations.
        await service.Backing.ScalarAsync<long>(Insert, Guid.Parse(second.Id), HeldDeclaration.Nip(1));
        using var keys = TestKeys.New();
        await using var db = new PledgesDb(new DbContextOptionsBuilder<PledgesDb>().UseNpgsql(service.Backing.Owner).Options);

        await EarlierNumbers.SealAsync(db, keys, CancellationToken.None);
        await EarlierNumbers.SealAsync(db, keys, CancellationToken.None);
        var again = await first.SignAsync(HeldDeclaration.Signer(1), HeldDeclaration.Signer(2), HeldDeclaration.Signer(3));

        Assert.Equal((1, 2), (again.Recorded, again.AlreadyRecorded));
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.signatures where signer_number is not null"));
        var sealedNumber = await service.Backing.ScalarAsync<byte[]>("select sealed_number from pledges.signatures where declaration_id = $1", Guid.Parse(second.Id));
        Assert.Equal(HeldDeclaration.Nip(1), keys.OpenText(Signature.NumberPurpose, sealedNumber));
    }
}
