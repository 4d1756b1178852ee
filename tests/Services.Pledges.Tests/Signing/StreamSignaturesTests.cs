using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Signing;

[Collection(PledgesServiceCollection.Name)]
public sealed class StreamSignaturesTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Each_row_of_a_batch_is_answered_and_good_rows_are_kept()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var bad = HeldDeclaration.Signer(3);
        bad.SignerNumber = "190001011925131999";
        var batch = Batch(declaration, HeldDeclaration.Signer(1), HeldDeclaration.Signer(1), bad,
            new Wire.Signature { Position = "Gubernur", OnBehalfOf = new Mandate { Represented = "seluruh kepala daerah", Basis = "surat kuasa" } });

        var answer = Assert.Single(await SendAsync(Replica, declaration, batch));
        var counts = (await declaration.GetAsync()).Counts;

        Assert.Equal([RowResult.RecordedOutsideRoster, RowResult.AlreadyRecorded, RowResult.Rejected, RowResult.Recorded], answer.Results);
        Assert.Equal((2, 1), (answer.Recorded, answer.OutsideRoster));
        Assert.Equal((2, "signer_number"), (Assert.Single(answer.Faults).Row, answer.Faults[0].Field));
        Assert.Equal((2, 1, 1), (counts.Signatures, counts.PersonalPledges, counts.OnBehalf));
    }

    [Fact]
    public async Task A_batch_sent_again_gets_its_first_answer_and_one_event()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var batch = Batch(declaration, Enumerable.Range(0, 50).Select(HeldDeclaration.Signer));

        var first = Assert.Single(await SendAsync(Replica, declaration, batch));
        var again = Assert.Single(await SendAsync(Replica, declaration, batch));
        batch.Signatures.RemoveAt(0);
        var changed = await Assert.ThrowsAsync<RpcException>(() => SendAsync(Replica, declaration, batch));

        Assert.Equal(first, again);
        Assert.Equal(StatusCode.AlreadyExists, changed.StatusCode);
        Assert.Equal(50, (await declaration.GetAsync()).Counts.Signatures);
        Assert.Equal(1L, await EventsAsync(declaration));
    }

    [Fact]
    public async Task Streams_at_once_with_the_same_people_in_another_order_record_each_person_once()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        IEnumerable<Wire.Signature> People(int stream, int batch)
        {
            var people = Enumerable.Range((batch * 100) + (stream * 25), 200).Select(HeldDeclaration.Signer);
            return stream % 2 == 0 ? people : people.Reverse();
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(stream => SendAsync(Replica, declaration,
            [.. Enumerable.Range(0, 5).Select(n => Batch(declaration, People(stream, n)))])));
        var counts = (await declaration.GetAsync()).Counts;

        Assert.Equal(675, counts.Signatures);
        Assert.Equal(675, answers.SelectMany(stream => stream).Sum(answer => answer.Recorded));
        Assert.Equal(675L, await service.Backing.ScalarAsync<long>(
            "select count(distinct subject) from (select subject from log.pending union all select subject from log.entry) e join pledges.signatures s on s.id = subject where s.declaration_id = $1",
            Guid.Parse(declaration.Id)));
    }

    [Theory]
    [InlineData("stream.before_answer", 30)]
    public async Task A_batch_that_was_not_answered_is_sent_again_and_is_there_once(string failpoint, int survives)
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var batch = Batch(declaration, Enumerable.Range(0, 30).Select(HeldDeclaration.Signer));
        await using (var dying = await PledgesProcess.StartAsync(service.Backing, failpoint))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(dying, declaration, batch));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(survives, (await declaration.GetAsync()).Counts.Signatures);
        var answer = Assert.Single(await SendAsync(Replica, declaration, batch));

        Assert.Equal(30, answer.Recorded);
        Assert.Equal(30, (await declaration.GetAsync()).Counts.Signatures);
        Assert.Equal(1L, await EventsAsync(declaration));
    }

    [Fact]
    public async Task What_cannot_be_signed_ends_the_stream()
    {
        var withoutText = HeldDeclaration.Form("75.71", "");
        withoutText.Activities[0] = Activity.Sosialisasi;
        var open = await HeldDeclaration.OpenedAsync(Replica);
        var elsewhere = await HeldDeclaration.OpenedAsync(Replica, "12.17");
        var planned = await HeldDeclaration.PlannedAsync(Replica);
        var socialisation = (await Replica.Declarations.OpenDeclarationAsync(withoutText, open.Organiser)).DeclarationId;

        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(open, new StreamSignaturesRequest { BatchId = HeldDeclaration.NewId(), DeclarationId = open.Id }));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(open, new StreamSignaturesRequest { BatchId = "x", DeclarationId = open.Id, Signatures = { HeldDeclaration.Signer(1) } }));
        Assert.Equal(StatusCode.NotFound, await CodeAsync(open, Batch(open with { Id = HeldDeclaration.NewId() }, HeldDeclaration.Signer(1))));
        Assert.Equal(StatusCode.PermissionDenied, await CodeAsync(open, Batch(elsewhere, HeldDeclaration.Signer(1))));
        Assert.Equal(StatusCode.FailedPrecondition, await CodeAsync(open, Batch(planned, HeldDeclaration.Signer(1))));
        Assert.Equal(StatusCode.FailedPrecondition, await CodeAsync(open, Batch(open with { Id = socialisation }, HeldDeclaration.Signer(1))));

        async Task<StatusCode> CodeAsync(HeldDeclaration caller, StreamSignaturesRequest batch) =>
            (await Assert.ThrowsAsync<RpcException>(() => SendAsync(Replica, caller, batch))).StatusCode;
    }

    [Fact]
    public async Task A_person_signs_a_text_for_its_contests_once_in_whatever_declaration_and_other_contests_anew()
    {
        var first = await HeldDeclaration.OpenedAsync(Replica);
        var second = await HeldDeclaration.OpenedAsync(Replica, textId: first.TextId);
        var form = HeldDeclaration.Form("75.71", first.TextId);
        form.Contests.Add("Pemilihan Gubernur");
        var other = first with { Id = (await Replica.Declarations.OpenDeclarationAsync(form, first.Organiser)).DeclarationId };

        await first.SignAsync(HeldDeclaration.Signer(1));
        var again = await second.SignAsync(HeldDeclaration.Signer(1));
        var anew = await other.SignAsync(HeldDeclaration.Signer(1));

        Assert.Equal((0, 1), (again.Recorded, again.AlreadyRecorded));
        Assert.Equal((1, 0), (anew.Recorded, anew.AlreadyRecorded));
    }

    [Fact]
    public async Task Numbers_are_in_the_signatures_only_sealed()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        await declaration.SignAsync(HeldDeclaration.Signer(1));

        Assert.Equal(0L, await service.Backing.ScalarAsync<long>(
            "select count(*) from pledges.signatures s where s.declaration_id = $1 and (s.signer_number is not null or s::text like '%' || $2 || '%')", Guid.Parse(declaration.Id), HeldDeclaration.Nip(1)));
        var sealedNumber = await service.Backing.ScalarAsync<byte[]>("select sealed_number from pledges.signatures where declaration_id = $1", Guid.Parse(declaration.Id));
        using var keys = TestKeys.New();
        Assert.Equal(HeldDeclaration.Nip(1), keys.OpenText(Signature.NumberPurpose, sealedNumber));
    }

    internal static StreamSignaturesRequest Batch(HeldDeclaration declaration, params IEnumerable<Wire.Signature> signatures) =>
        new() { BatchId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, Signatures = { signatures } };

    internal static async Task<List<StreamSignaturesResponse>> SendAsync(PledgesProcess replica, HeldDeclaration caller, params StreamSignaturesRequest[] batches)
    {
        using var call = replica.Signatures.StreamSignatures(caller.Organiser);
        var answers = new List<StreamSignaturesResponse>();
        foreach (var batch in batches)
        {
            await call.RequestStream.WriteAsync(batch);
            if (!await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                break;
            }

            answers.Add(call.ResponseStream.Current);
        }

        await call.RequestStream.CompleteAsync();
        return answers;
    }

    private Task<long> EventsAsync(HeldDeclaration declaration) => service.Backing.ScalarAsync<long>(
        """
        select count(*) from (select type, body from messaging.outbox union all select type, body from messaging.outbox_sent) e
        where type like '%PledgesRecorded' and convert_from(body, 'UTF8') like '%' || $1 || '%'
        """, declaration.Id);
}
