using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Declarations;

/// <summary>What is planned changes, is cancelled and planned again, until it is held.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class PlansTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task A_plan_is_changed_as_a_whole_and_then_held()
    {
        var declaration = await HeldDeclaration.PlannedAsync(Replica);
        var request = Replan(declaration, 1);

        var first = await Replica.Declarations.ReplanDeclarationAsync(request, declaration.Organiser);
        var again = await Replica.Declarations.ReplanDeclarationAsync(request, declaration.Organiser);
        var late = await Refusal.OfAsync(Replica.Declarations.ReplanDeclarationAsync(Replan(declaration, 1), declaration.Organiser));
        var changed = (await declaration.GetAsync()).Declaration;
        await declaration.StartAsync();
        var held = await Refusal.OfAsync(Replica.Declarations.ReplanDeclarationAsync(Replan(declaration, 3), declaration.Organiser));

        Assert.Equal(first, again);
        Assert.Equal((DeclarationStatus.Planned, 2), (first.State.Status, first.State.StateVersion));
        Assert.Equal((StatusCode.Aborted, "DECLARATION_CHANGED"), (late.Code, late.Reason));
        Assert.Equal(("Deklarasi dipindah", "Pendopo", "2024-09-24", "13:30"), (changed.Title, changed.Venue, changed.HeldOn, changed.StartsAt));
        Assert.Equal((DeclarationMode.Hibrida, "Penyelenggara lain", 2), (changed.Mode, changed.Organiser.Name, changed.Activities.Count));
        Assert.Equal(("Asisten", "Pilwako"), (Assert.Single(changed.Participants).Position, Assert.Single(changed.Contests)));
        Assert.Equal((StatusCode.FailedPrecondition, "DECLARATION_STEP_NOT_ALLOWED"), (held.Code, held.Reason));
    }

    [Fact]
    public async Task Of_two_changes_at_once_one_is_made()
    {
        var declaration = await HeldDeclaration.PlannedAsync(Replica);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await Replica.Declarations.ReplanDeclarationAsync(Replan(declaration, 1), declaration.Organiser);
                return StatusCode.OK;
            }
            catch (RpcException refused)
            {
                return refused.StatusCode;
            }
        }));

        Assert.Equal((1, 5), (outcomes.Count(code => code == StatusCode.OK), outcomes.Count(code => code == StatusCode.Aborted)));
    }

    [Fact]
    public async Task Region_text_and_parent_stay_and_all_that_is_wrong_is_told_at_once()
    {
        var declaration = await HeldDeclaration.PlannedAsync(Replica);
        var moved = Replan(declaration, 1);
        (moved.Declaration.RegionCode, moved.Declaration.PledgeTextId, moved.Declaration.ParentDeclarationId) = ("75.71.01", await HeldDeclaration.TextAsync(Replica, "75.71"), HeldDeclaration.NewId());
        var wrong = Replan(declaration, 1);
        (wrong.Declaration.Title, wrong.Declaration.HeldOn) = ("", "besok");

        var refusal = await Refusal.OfAsync(Replica.Declarations.ReplanDeclarationAsync(moved, declaration.Organiser));
        var faults = await Refusal.OfAsync(Replica.Declarations.ReplanDeclarationAsync(wrong, declaration.Organiser));
        var foreign = await Refusal.OfAsync(Replica.Declarations.ReplanDeclarationAsync(Replan(declaration, 1), TestIssuer.As("bawaslu:12")));

        Assert.Equal(("DECLARATION_INVALID", "region_code,pledge_text_id,parent_declaration_id"), (refusal.Reason, string.Join(',', refusal.Fields)));
        Assert.Equal(("DECLARATION_INVALID", "held_on,title"), (faults.Reason, string.Join(',', faults.Fields)));
        Assert.Equal("REGION_OUTSIDE_OFFICE", foreign.Reason);
        Assert.Equal(1, await declaration.VersionAsync());
    }

    [Fact]
    public async Task A_cancelled_plan_takes_nothing_until_it_is_planned_again()
    {
        var declaration = await HeldDeclaration.PlannedAsync(Replica);
        var cancel = Cancel(declaration, 1);

        var first = await Replica.Declarations.CancelDeclarationAsync(cancel, declaration.Organiser);
        var again = await Replica.Declarations.CancelDeclarationAsync(cancel, declaration.Organiser);
        var cancelled = await declaration.GetAsync();
        var started = await Refusal.OfAsync(Replica.Declarations.StartDeclarationAsync(
            new StartDeclarationRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = 2 }, declaration.Organiser));
        var entered = await Refusal.OfAsync(Replica.Declarations.AddParticipantsAsync(
            new AddParticipantsRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = 2, EvidenceNote = "CONTOH" }, declaration.Organiser));
        var signed = await Refusal.OfAsync(Replica.Signatures.RecordSignaturesAsync(
            new RecordSignaturesRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, Signatures = { HeldDeclaration.Signer(1) } }, declaration.Organiser));
        var session = HeldDeclaration.Form(declaration.Region, declaration.TextId);
        session.ParentDeclarationId = declaration.Id;
        var joined = await Refusal.OfAsync(Replica.Declarations.OpenDeclarationAsync(session, declaration.Organiser));
        var planned = await Replica.Declarations.ReplanDeclarationAsync(Replan(declaration, 2), declaration.Organiser);

        Assert.Equal(first, again);
        Assert.Equal((DeclarationStatus.Cancelled, "Dibatalkan", "CONTOH gedung terpakai"), (cancelled.State.Status, cancelled.State.StatusText, cancelled.Declaration.CancelReason));
        Assert.Equal(
            ["DECLARATION_STEP_NOT_ALLOWED", "DECLARATION_CANCELLED", "DECLARATION_NOT_OPEN", "DECLARATION_CANCELLED"], [started.Reason, entered.Reason, signed.Reason, joined.Reason]);
        Assert.Equal((DeclarationStatus.Planned, 3, ""), (planned.State.Status, planned.State.StateVersion, (await declaration.GetAsync()).Declaration.CancelReason));
        Assert.Equal(DeclarationStatus.Open, (await declaration.StartAsync()).Status);
    }

    [Fact]
    public async Task What_was_held_or_has_sessions_or_lacks_a_reason_is_not_cancelled()
    {
        var held = await HeldDeclaration.OpenedAsync(Replica);
        var parent = await HeldDeclaration.PlannedAsync(Replica);
        var session = HeldDeclaration.Form(parent.Region, parent.TextId);
        session.ParentDeclarationId = parent.Id;
        var child = (await Replica.Declarations.PlanDeclarationAsync(new PlanDeclarationRequest { RequestId = HeldDeclaration.NewId(), Declaration = session }, parent.Organiser)).DeclarationId;
        var silent = Cancel(parent, 1);
        silent.Reason = " ";

        var opened = await Refusal.OfAsync(Replica.Declarations.CancelDeclarationAsync(Cancel(held, 1), held.Organiser));
        var withSession = await Refusal.OfAsync(Replica.Declarations.CancelDeclarationAsync(Cancel(parent, 1), parent.Organiser));
        var unreasoned = await Refusal.OfAsync(Replica.Declarations.CancelDeclarationAsync(silent, parent.Organiser));
        var foreign = await Refusal.OfAsync(Replica.Declarations.CancelDeclarationAsync(Cancel(parent, 1), TestIssuer.As("bawaslu:12")));
        await Replica.Declarations.CancelDeclarationAsync(Cancel(parent with { Id = child }, 1), parent.Organiser);
        var afterwards = await Replica.Declarations.CancelDeclarationAsync(Cancel(parent, 1), parent.Organiser);

        Assert.Equal(["DECLARATION_STEP_NOT_ALLOWED", "DECLARATION_HAS_SESSIONS", "DECLARATION_INVALID", "REGION_OUTSIDE_OFFICE"], [opened.Reason, withSession.Reason, unreasoned.Reason, foreign.Reason]);
        Assert.Equal(["reason"], unreasoned.Fields);
        Assert.Equal(DeclarationStatus.Cancelled, afterwards.State.Status);
    }

    private static CancelDeclarationRequest Cancel(HeldDeclaration declaration, int seen) =>
        new() { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = seen, Reason = "CONTOH gedung terpakai" };

    private static ReplanDeclarationRequest Replan(HeldDeclaration declaration, int seen)
    {
        var form = HeldDeclaration.Form(declaration.Region, declaration.TextId);
        (form.Title, form.Venue, form.HeldOn, form.StartsAt, form.Mode) = ("Deklarasi dipindah", "Pendopo", "2024-09-24", "13:30", DeclarationMode.Hibrida);
        form.Organiser.Name = "Penyelenggara lain";
        form.Activities.Add(Activity.Sosialisasi);
        form.Contests.Add("Pilwako");
        form.Participants.Add(new Wire.Participant { Role = ParticipantRole.Opener, Position = "Asisten" });
        return new ReplanDeclarationRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = seen, Declaration = form };
    }
}
