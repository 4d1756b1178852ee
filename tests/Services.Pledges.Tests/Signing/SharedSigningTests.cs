using System.Text;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Pledges.Tests.Signing;

/// <summary>Signatures on devices that come together share a commit; each stands for itself all the same.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class SharedSigningTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Many_at_once_are_each_recorded_once_with_a_promise_of_their_own_and_told_of_once()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var other = await HeldDeclaration.OpenedAsync(Replica);
        var requests = new List<SignPledgeRequest>();
        foreach (var signer in Enumerable.Range(1, 30))
        {
            requests.Add(await SignAsync(declaration, signer));
            requests.Add(await SignAsync(other, signer));
        }

        // The first ten send each request twice at once, and sign on a second device.
        var all = requests.Concat(requests.Take(10)).ToList();
        foreach (var signer in Enumerable.Range(1, 5))
        {
            all.Add(await SignAsync(declaration, signer));
        }

        var answers = await Task.WhenAll(all.Select(request => Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber)).ResponseAsync));

        Assert.Equal((30, 30), ((await declaration.GetAsync()).Counts.PersonalPledges, (await other.GetAsync()).Counts.PersonalPledges));
        var byRequest = all.Zip(answers).GroupBy(each => each.First.RequestId).Select(each => each.Select(answer => answer.Second).Distinct().ToList()).ToList();
        Assert.All(byRequest, same => Assert.Single(same));
        var recorded = byRequest.Select(same => same[0]).Where(answer => !answer.WasSigned).ToList();
        Assert.Equal((60, 60), (recorded.Count, recorded.Select(answer => answer.Receipt.SignatureId).Distinct().Count()));
        Assert.All(recorded, SeePromise);
        Assert.Equal((30L, 30L), (await ToldAsync(declaration), await ToldAsync(other)));
        Assert.Equal(60L, await service.Backing.ScalarAsync<long>(
            """
            select count(*) from pledges.signatures s join log.opening o on o.subject = s.id and o.promised_at is not null
            where s.declaration_id in ($1, $2) and exists (select from log.pending p where p.subject = s.id union all select from log.entry e where e.subject = s.id)
            """, Guid.Parse(declaration.Id), Guid.Parse(other.Id)));
    }

    [Fact]
    public async Task A_refused_one_beside_good_ones_leaves_nothing_and_its_request_can_be_mended()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var planned = await HeldDeclaration.PlannedAsync(Replica);
        var good = await Task.WhenAll(Enumerable.Range(1, 8).Select(signer => SignAsync(declaration, signer)));
        var wrong = await SignAsync(declaration, 9);
        var code = wrong.SessionCode;
        wrong.SessionCode = "000000";
        var closed = good[0].Clone();
        (closed.RequestId, closed.DeclarationId) = (HeldDeclaration.NewId(), planned.Id);
        var reused = good[1].Clone();
        reused.Position = "Lurah";

        var calls = good.Select(request => Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber))).ToList();
        var refusals = await Task.WhenAll(Refusal.OfAsync(Replica.Own.SignPledgeAsync(wrong, TestIssuer.Signatory(wrong.SignerNumber))), Refusal.OfAsync(Replica.Own.SignPledgeAsync(closed, TestIssuer.Signatory(closed.SignerNumber))));
        await Task.WhenAll(calls.Select(call => call.ResponseAsync));
        var taken = await Refusal.OfAsync(Replica.Own.SignPledgeAsync(reused, TestIssuer.Signatory(reused.SignerNumber)));
        wrong.SessionCode = code;
        var mended = await Replica.Own.SignPledgeAsync(wrong, TestIssuer.Signatory(wrong.SignerNumber));

        Assert.All(refusals, refusal => Assert.Equal("SESSION_CODE_WRONG", refusal.Reason));
        Assert.Equal("REQUEST_ID_REUSED", taken.Reason);
        Assert.False(mended.WasSigned);
        Assert.Equal(9, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_nothing_and_the_same_requests_are_recorded_once()
    {
        HeldDeclaration declaration;
        SignPledgeRequest[] requests;
        await using (var dying = await PledgesProcess.StartAsync(service.Backing, "own.before_commit"))
        {
            declaration = await HeldDeclaration.OpenedAsync(dying);
            requests = await Task.WhenAll(Enumerable.Range(1, 5).Select(signer => SignAsync(declaration, signer)));
            await Assert.ThrowsAsync<RpcException>(() => Task.WhenAll(requests.Select(request => dying.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber)).ResponseAsync)));
            await dying.SeeDeadAsync();
        }

        declaration = declaration with { Replica = Replica };
        Assert.Equal((0, 0L), ((await declaration.GetAsync()).Counts.Signatures, await ToldAsync(declaration)));
        var answers = await Task.WhenAll(requests.Select(request => Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber)).ResponseAsync));

        Assert.All(answers, answer => Assert.False(answer.WasSigned));
        Assert.Equal((5, 5L), ((await declaration.GetAsync()).Counts.Signatures, await ToldAsync(declaration)));
    }

    private static void SeePromise(SignPledgeResponse answer)
    {
        Assert.True(VerifierKey.TryParse(PledgesProcess.Keys.Split('\n')[0].Replace("log ", "", StringComparison.Ordinal), out var key, out var problem), problem);
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(answer.Promise), out var note, out problem), problem);
        Assert.True(InclusionPromise.TryOpen(note, new LogPolicy(key.Name, [key], [], 0), out var promise, out problem), problem);
        Assert.Equal((1L, answer.Receipt.EntryHash.ToBase64(), answer.Receipt.SignatureId), (promise.Size, promise.Root.ToString(), answer.PromiseId));
    }

    private static async Task<SignPledgeRequest> SignAsync(HeldDeclaration declaration, int signer) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        DeclarationId = declaration.Id,
        SessionCode = (await declaration.Replica.Signatures.GetSessionCodeAsync(new GetSessionCodeRequest { DeclarationId = declaration.Id }, declaration.Organiser)).Code,
        SignerName = $"Penanda uji {signer}",
        SignerNumber = HeldDeclaration.Nip(signer),
        Position = "Staf",
        Agency = "Unit uji",
        Confirms = true,
    };

    /// <summary>Signatures that have each an event of their own, under their declaration.</summary>
    private Task<long> ToldAsync(HeldDeclaration declaration) => service.Backing.ScalarAsync<long>(
        """
        select count(distinct e.aggregate)
        from (select aggregate, version, type, body from messaging.outbox union all select aggregate, version, type, body from messaging.outbox_sent) e
            join pledges.signatures s on s.id = e.aggregate and s.declaration_id::text = convert_from(e.body, 'UTF8')::jsonb ->> 'declarationId'
        where e.type = 'Netralitas.Contracts.Pledges.V2.PledgeSigned' and e.version = 1 and convert_from(e.body, 'UTF8')::jsonb ->> 'declarationId' = $1
        """, declaration.Id);
}
