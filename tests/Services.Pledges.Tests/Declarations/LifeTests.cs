using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Declarations;

[Collection(PledgesServiceCollection.Name)]
public sealed class LifeTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task A_planned_declaration_is_started_signed_closed_and_sealed()
    {
        var declaration = await HeldDeclaration.PlannedAsync(Replica);
        var planned = await Refusal.OfAsync(Replica.Signatures.RecordSignaturesAsync(List(declaration, 1), declaration.Organiser));
        var beforeStart = await EventsAsync(declaration);

        var started = await declaration.StartAsync();
        await declaration.SignAsync(HeldDeclaration.Signer(1));
        var closed = await declaration.CloseAsync();
        await declaration.SignAsync(HeldDeclaration.Signer(2));
        var sealedState = await declaration.SealAsync();
        var afterwards = await Refusal.OfAsync(Replica.Signatures.RecordSignaturesAsync(List(declaration, 3), declaration.Organiser));

        Assert.Equal((StatusCode.FailedPrecondition, "DECLARATION_NOT_OPEN"), (planned.Code, planned.Reason));
        Assert.Equal(0L, beforeStart);
        Assert.Equal((DeclarationStatus.Open, 2, "Dibuka"), (started.Status, started.StateVersion, started.StatusText));
        Assert.Equal((DeclarationStatus.Closed, 3), (closed.Status, closed.StateVersion));
        Assert.Equal((DeclarationStatus.Sealed, 4), (sealedState.Status, sealedState.StateVersion));
        Assert.Equal((StatusCode.FailedPrecondition, "DECLARATION_SEALED"), (afterwards.Code, afterwards.Reason));
        Assert.Equal(2, (await declaration.GetAsync()).Counts.Signatures);
        // DeclarationHeld once; signatures are told of beside it, and wait for no turn on the declaration.
        Assert.Equal(1L, await EventsAsync(declaration));
    }

    [Fact]
    public async Task What_is_opened_at_once_stands_open_as_before()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);

        var state = (await declaration.GetAsync()).State;

        Assert.Equal((DeclarationStatus.Open, 1), (state.Status, state.StateVersion));
    }

    [Fact]
    public async Task The_same_step_twice_is_one_step_and_of_two_organisers_one_takes_it()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        CloseDeclarationRequest Close() => new() { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = 1 };
        var same = Close();

        var first = await Replica.Declarations.CloseDeclarationAsync(same, declaration.Organiser);
        var again = await Replica.Declarations.CloseDeclarationAsync(same, declaration.Organiser);
        var late = await Refusal.OfAsync(Replica.Declarations.CloseDeclarationAsync(Close(), declaration.Organiser));
        var other = await HeldDeclaration.OpenedAsync(Replica);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await Replica.Declarations.CloseDeclarationAsync(
                    new CloseDeclarationRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = other.Id, ExpectedStateVersion = 1 }, other.Organiser);
                return StatusCode.OK;
            }
            catch (RpcException refused)
            {
                return refused.StatusCode;
            }
        }));

        Assert.Equal(first, again);
        Assert.Equal((StatusCode.Aborted, "DECLARATION_CHANGED"), (late.Code, late.Reason));
        Assert.Equal((1, 5), (outcomes.Count(code => code == StatusCode.OK), outcomes.Count(code => code == StatusCode.Aborted)));
    }

    [Fact]
    public async Task A_step_out_of_turn_or_of_anothers_declaration_is_refused()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        SealDeclarationRequest Seal(string id) => new() { RequestId = HeldDeclaration.NewId(), DeclarationId = id, ExpectedStateVersion = 1 };

        var early = await Refusal.OfAsync(Replica.Declarations.SealDeclarationAsync(Seal(declaration.Id), declaration.Organiser));
        var foreign = await Refusal.OfAsync(Replica.Declarations.SealDeclarationAsync(Seal(declaration.Id), TestIssuer.As("bawaslu:12")));
        var unknown = await Refusal.OfAsync(Replica.Declarations.SealDeclarationAsync(Seal("x"), declaration.Organiser));
        var twice = await Refusal.OfAsync(Replica.Declarations.StartDeclarationAsync(
            new StartDeclarationRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = 1 }, declaration.Organiser));

        Assert.Equal("DECLARATION_STEP_NOT_ALLOWED", early.Reason);
        Assert.Equal("REGION_OUTSIDE_OFFICE", foreign.Reason);
        Assert.Equal("DECLARATION_UNKNOWN", unknown.Reason);
        Assert.Equal("DECLARATION_STEP_NOT_ALLOWED", twice.Reason);
    }

    [Fact]
    public async Task The_roll_tells_each_role_apart_and_a_correction_stands_beside_what_was_sealed()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var added = await Replica.Declarations.AddParticipantsAsync(Participants(declaration, 1), declaration.Organiser);
        await declaration.SignAsync(
            HeldDeclaration.Signer(1),
            new Wire.Signature { Position = "Gubernur", OnBehalfOf = new Mandate { Represented = "seluruh kepala daerah", Basis = "surat kuasa" } });
        var tooEarly = await Refusal.OfAsync(Replica.Declarations.CorrectRollAsync(Correction(declaration, 2), declaration.Organiser));
        await declaration.CloseAsync();
        await declaration.SealAsync();

        var frozen = await Refusal.OfAsync(Replica.Declarations.AddParticipantsAsync(Participants(declaration, 4), declaration.Organiser));
        var corrected = await Replica.Declarations.CorrectRollAsync(Correction(declaration, 4), declaration.Organiser);
        var roll = await Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = declaration.Id }, declaration.Organiser);

        Assert.Equal(2, added.State.StateVersion);
        Assert.Equal("DECLARATION_NOT_SEALED", tooEarly.Reason);
        Assert.Equal("DECLARATION_SEALED", frozen.Reason);
        Assert.Equal((1, 5), (corrected.Number, corrected.State.StateVersion));
        Assert.Equal("Sekretaris Daerah", Assert.Single(roll.Readers).Position);
        Assert.Equal(OfficeTenure.Plh, Assert.Single(roll.Witnesses).Tenure);
        Assert.Equal(34, Assert.Single(roll.Attendees).People);
        Assert.Empty(roll.Leaders);
        Assert.Equal("Penanda uji 1", Assert.Single(roll.Signers).SignerName);
        Assert.Equal(("seluruh kepala daerah", "surat kuasa"), (Assert.Single(roll.SignersOnBehalf).OnBehalfOf.Represented, roll.SignersOnBehalf[0].OnBehalfOf.Basis));
        Assert.Equal(("34 lurah", "33 lurah"), (Assert.Single(roll.Corrections).Wrong, roll.Corrections[0].Right));
        Assert.Equal("foto: lemari arsip 3", (await declaration.GetAsync()).Declaration.EvidenceNote);
    }

    [Fact]
    public async Task A_long_roll_comes_page_by_page_and_each_signature_once()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        await declaration.SignAsync(Enumerable.Range(0, 25).Select(HeldDeclaration.Signer));
        var seen = new List<string>();
        var token = "";
        do
        {
            var page = await Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = declaration.Id, PageSize = 10, PageToken = token }, declaration.Organiser);
            seen.AddRange(page.Signers.Select(s => s.SignerName));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(25, seen.Distinct().Count());
        Assert.Equal(25, seen.Count);
        Assert.Equal("PAGE_SIZE_INVALID", (await Refusal.OfAsync(Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = declaration.Id, PageSize = 1_001 }, declaration.Organiser))).Reason);
        Assert.Equal("PAGE_TOKEN_INVALID", (await Refusal.OfAsync(Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = declaration.Id, PageToken = "x" }, declaration.Organiser))).Reason);
    }

    [Fact]
    public async Task Each_session_has_its_own_venue_list_and_evidence_and_a_sealed_parent_gets_no_more()
    {
        var parent = await HeldDeclaration.OpenedAsync(Replica, "12");
        var form = HeldDeclaration.Form("12.17", parent.TextId);
        form.ParentDeclarationId = parent.Id;
        form.Venue = "Lobby lantai II";
        form.EvidenceNote = "tangkapan layar";
        var session = await Replica.Declarations.OpenDeclarationAsync(form, TestIssuer.As("bawaslu:12.17"));
        await parent.CloseAsync();
        await parent.SealAsync();
        var late = HeldDeclaration.Form("12.17", parent.TextId);
        late.ParentDeclarationId = parent.Id;

        var refused = await Refusal.OfAsync(Replica.Declarations.OpenDeclarationAsync(late, TestIssuer.As("bawaslu:12.17")));
        var planned = await Refusal.OfAsync(Replica.Declarations.PlanDeclarationAsync(
            new PlanDeclarationRequest { RequestId = HeldDeclaration.NewId(), Declaration = late }, TestIssuer.As("bawaslu:12.17")));
        var read = await Replica.Declarations.GetDeclarationAsync(new GetDeclarationRequest { DeclarationId = session.DeclarationId }, parent.Organiser);
        var roll = await Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = parent.Id }, parent.Organiser);

        Assert.Equal(("DECLARATION_SEALED", "DECLARATION_SEALED"), (refused.Reason, planned.Reason));
        Assert.Equal(("Lobby lantai II", "tangkapan layar", DeclarationStatus.Open), (read.Declaration.Venue, read.Declaration.EvidenceNote, read.State.Status));
        Assert.Equal([session.DeclarationId], roll.SessionIds);
    }

    [Fact]
    public async Task Every_fault_of_an_addition_and_of_a_correction_is_told_at_once()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var bad = Participants(declaration, 1);
        bad.Participants[0].Role = ParticipantRole.Unspecified;
        bad.Participants[1].People = -1;

        var addition = await Refusal.OfAsync(Replica.Declarations.AddParticipantsAsync(bad, declaration.Organiser));
        var correction = await Refusal.OfAsync(Replica.Declarations.CorrectRollAsync(new CorrectRollRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id }, declaration.Organiser));

        Assert.Equal(["participants[0].role", "participants[1].people"], addition.Fields);
        Assert.Equal(("CORRECTION_INVALID", 3), (correction.Reason, correction.Fields.Count));
    }

    private static RecordSignaturesRequest List(HeldDeclaration declaration, int signer) =>
        new() { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, Signatures = { HeldDeclaration.Signer(signer) } };

    private static AddParticipantsRequest Participants(HeldDeclaration declaration, int version) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        DeclarationId = declaration.Id,
        ExpectedStateVersion = version,
        EvidenceNote = "foto: lemari arsip 3",
        Participants =
        {
            new Wire.Participant { Role = ParticipantRole.Reader, Position = "Sekretaris Daerah" },
            new Wire.Participant { Role = ParticipantRole.Attendee, Position = "Lurah", People = 34 },
            new Wire.Participant { Role = ParticipantRole.Witness, Name = "Saksi uji", Tenure = OfficeTenure.Plh },
        },
    };

    private static CorrectRollRequest Correction(HeldDeclaration declaration, int version) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        DeclarationId = declaration.Id,
        ExpectedStateVersion = version,
        Wrong = "34 lurah",
        Right = "33 lurah",
        Basis = "daftar hadir",
    };

    private Task<long> EventsAsync(HeldDeclaration declaration) => service.Backing.ScalarAsync<long>(
        "select count(*) from (select aggregate from messaging.outbox union all select aggregate from messaging.outbox_sent) e where aggregate = $1", Guid.Parse(declaration.Id));
}
