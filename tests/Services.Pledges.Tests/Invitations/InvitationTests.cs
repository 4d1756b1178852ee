using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Invitations;
using Netralitas.Services.Pledges.Tests.Rolls;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Pledges.Tests.Invitations;

/// <summary>Personal invitations: who gets one, what it opens, and that it signs once.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class InvitationTests(PledgesService service)
{
    // When it expires is hour 24.
    private const string States = """
        used - | revoked - | hour 23 | Open
        used - | revoked - | hour 24 | Expired
        used 5 | revoked - | hour 30 | Used
        used - | revoked 5 | hour 6 | Revoked
        used - | revoked 5 | hour 30 | Revoked
        used - | revoked 24 | hour 30 | Expired

        """;

    private static int next = 3_000;

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public void An_invitation_that_expired_stays_so_also_when_another_takes_its_place()
    {
        var made = new DateTimeOffset(2024, 9, 23, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset? At(string hour) => hour == "-" ? null : made.AddHours(int.Parse(hour, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(States, string.Concat(States.Split('\n').SkipLast(1).Select(line =>
        {
            var cells = line.Split(' ', '|').Where(cell => cell.Length > 0).ToArray();
            return $"used {cells[1]} | revoked {cells[3]} | hour {cells[5]} | {InvitationStates.Of(made.AddHours(24), At(cells[1]), At(cells[3]), At(cells[5])!.Value)}\n";
        })));
        Assert.Equal(4, Enum.GetValues<InvitationState>().Where(state => state is not InvitationState.Unspecified).Select(InvitationStates.Words).Distinct().Count());
    }

    [Fact]
    public async Task Each_who_is_expected_by_number_and_has_not_pledged_gets_one_and_the_same_request_gets_it_again()
    {
        var (declaration, people) = await RosterAsync("71.71", 3, "Tanpa Nomor,PPNPN,Staf,Unit uji,71.71,,");
        await declaration.SignAsync(HeldDeclaration.Signer(people[0]));
        var request = Issue(declaration);

        var issued = await Replica.Invitations.IssueInvitationsAsync(request, declaration.Organiser);
        var again = await Replica.Invitations.IssueInvitationsAsync(request, declaration.Organiser);
        var more = await Replica.Invitations.IssueInvitationsAsync(Issue(declaration), declaration.Organiser);
        var stored = await service.Backing.ScalarAsync<string>("select string_agg(i::text, '') from pledges.invitations i where declaration_id = $1", Guid.Parse(declaration.Id));
        var listed = await Replica.Invitations.ListInvitationsAsync(new ListInvitationsRequest { DeclarationId = declaration.Id, PageSize = 1 }, declaration.Organiser);

        Assert.Equal(issued, again);
        Assert.Equal([$"Diundang {people[1]}", $"Diundang {people[2]}"], issued.Invitations.Select(invitation => invitation.Name).Order());
        Assert.All(issued.Invitations, invitation => Assert.Equal($"https://ikrar.test/undangan#{invitation.InvitationCode}", invitation.QrContent));
        Assert.All(issued.Invitations, invitation => Assert.DoesNotContain(invitation.InvitationCode.Replace("-", "", StringComparison.Ordinal), stored, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(more.Invitations);
        Assert.Equal((1, InvitationState.Open, false), (listed.Invitations.Count, listed.Invitations[0].State, listed.NextPageToken.Length == 0));
        Assert.Equal(1L, await EventsAsync("PledgeInvitationsIssued", declaration));
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from messaging.request where position('Diundang'::bytea in answer) > 0"));
    }

    [Fact]
    public async Task Reading_signs_nothing_and_the_invited_person_signs_once()
    {
        var (declaration, people) = await RosterAsync("71.72", 1);
        var code = Assert.Single((await Replica.Invitations.IssueInvitationsAsync(Issue(declaration), declaration.Organiser)).Invitations).InvitationCode;
        var read = await Replica.Invited.GetInvitationAsync(new GetInvitationRequest { InvitationCode = code.ToLowerInvariant().Replace('-', ' ') });
        var readAgain = await Replica.Invited.GetInvitationAsync(new GetInvitationRequest { InvitationCode = code });
        var before = (await declaration.GetAsync()).Counts.Signatures;
        var request = Sign(code, people[0]);

        var foreign = await Refusal.OfAsync(Replica.Invited.SignInvitationAsync(Sign(code, people[0] + 1)));
        var unconfirmed = Sign(code, people[0]);
        (unconfirmed.Confirms, unconfirmed.SignerNumber) = (false, "x");
        var form = await Refusal.OfAsync(Replica.Invited.SignInvitationAsync(unconfirmed));
        var signed = await Replica.Invited.SignInvitationAsync(request);
        var same = await Replica.Invited.SignInvitationAsync(request);
        var twice = await Refusal.OfAsync(Replica.Invited.SignInvitationAsync(Sign(code, people[0])));
        var after = await Replica.Invited.GetInvitationAsync(new GetInvitationRequest { InvitationCode = code });
        var roll = await Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = declaration.Id }, declaration.Organiser);

        Assert.Equal(read, readAgain);
        Assert.Equal((0, InvitationState.Open, declaration.TextId), (before, read.State, read.PledgeText.PledgeTextId));
        Assert.DoesNotContain("Diundang", read.ToString(), StringComparison.Ordinal);
        Assert.Equal((StatusCode.PermissionDenied, "SIGNER_NOT_INVITED"), (foreign.Code, foreign.Reason));
        Assert.Equal(["confirms", "signer_number"], form.Fields);
        Assert.False(signed.WasSigned);
        Assert.Equal(signed, same);
        Assert.Equal(("INVITATION_NOT_OPEN", InvitationState.Used), (twice.Reason, after.State));
        Assert.Equal(($"Diundang {people[0]}", "Staf", "Unit uji"), (roll.Signers.Single().SignerName, roll.Signers[0].Position, roll.Signers[0].Agency));
        var proof = await Eventually.SeeAsync(() => Replica.Proofs.GetProofAsync(SealedRoll.Of(signed.Receipt)).ResponseAsync, found => found.State == ProofState.Proven);
        Assert.Equal(0, (await SealedRoll.VerifyAsync([], ("", proof.Proof.Bytes()))).Code);
        Assert.Equal(1L, await EventsAsync("V2.PledgeSigned", declaration));
    }

    [Fact]
    public async Task Of_many_calls_at_once_with_one_invitation_one_signs()
    {
        var (declaration, people) = await RosterAsync("71.73", 1);
        var code = (await Replica.Invitations.IssueInvitationsAsync(Issue(declaration), declaration.Organiser)).Invitations.Single().InvitationCode;

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                return (await Replica.Invited.SignInvitationAsync(Sign(code, people[0]))).WasSigned ? "was signed" : "signed";
            }
            catch (RpcException refused)
            {
                return Refusal.Of(refused).Reason;
            }
        }));

        Assert.Equal(["INVITATION_NOT_OPEN", "INVITATION_NOT_OPEN", "INVITATION_NOT_OPEN", "INVITATION_NOT_OPEN", "INVITATION_NOT_OPEN", "signed"], answers.Order(StringComparer.Ordinal));
        Assert.Equal(1, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Fact]
    public async Task Two_offices_that_invite_at_once_invite_each_person_once()
    {
        var (declaration, _) = await RosterAsync("71.74", 12);

        var issued = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Replica.Invitations.IssueInvitationsAsync(Issue(declaration), declaration.Organiser).ResponseAsync));

        Assert.Equal(12, issued.Sum(batch => batch.Invitations.Count));
        Assert.Equal(12, issued.SelectMany(batch => batch.Invitations).Select(invitation => invitation.Name).Distinct().Count());
    }

    [Fact]
    public async Task Who_signed_in_another_way_is_told_so_and_a_revoked_or_closed_one_signs_nothing()
    {
        var (declaration, people) = await RosterAsync("71.01", 3);
        var issued = (await Replica.Invitations.IssueInvitationsAsync(Issue(declaration), declaration.Organiser)).Invitations.ToDictionary(invitation => invitation.Name);
        IssuedInvitation Of(int n) => issued[$"Diundang {people[n]}"];
        RevokeInvitationRequest Revoke(string id) => new() { RequestId = HeldDeclaration.NewId(), InvitationId = id };
        await declaration.SignAsync(HeldDeclaration.Signer(people[0]));

        var elsewhere = await Replica.Invited.SignInvitationAsync(Sign(Of(0).InvitationCode, people[0]));
        var revoke = Revoke(Of(1).InvitationId);
        var revoked = await Replica.Invitations.RevokeInvitationAsync(revoke, declaration.Organiser);
        var same = await Replica.Invitations.RevokeInvitationAsync(revoke, declaration.Organiser);
        var twice = await Refusal.OfAsync(Replica.Invitations.RevokeInvitationAsync(Revoke(Of(1).InvitationId), declaration.Organiser));
        var used = await Refusal.OfAsync(Replica.Invitations.RevokeInvitationAsync(Revoke(Of(0).InvitationId), declaration.Organiser));
        var foreign = await Refusal.OfAsync(Replica.Invitations.RevokeInvitationAsync(Revoke(Of(2).InvitationId), TestIssuer.As("bawaslu:12")));
        var ended = await Refusal.OfAsync(Replica.Invited.SignInvitationAsync(Sign(Of(1).InvitationCode, people[1])));
        var anew = await Replica.Invitations.IssueInvitationsAsync(Issue(declaration), declaration.Organiser);
        await declaration.CloseAsync();
        var closed = await Refusal.OfAsync(Replica.Invited.SignInvitationAsync(Sign(Of(2).InvitationCode, people[2])));

        Assert.Equal((true, null), (elsewhere.WasSigned, elsewhere.Receipt));
        Assert.Equal(InvitationState.Revoked, revoked.State);
        Assert.Equal(revoked, same);
        Assert.Equal(["INVITATION_NOT_OPEN", "INVITATION_NOT_OPEN", "INVITATION_UNKNOWN", "INVITATION_NOT_OPEN", "DECLARATION_NOT_OPEN"], new[] { twice, used, foreign, ended, closed }.Select(refusal => refusal.Reason));
        Assert.NotEqual(Of(1).InvitationCode, Assert.Single(anew.Invitations).InvitationCode);
        Assert.Equal(1, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Fact]
    public async Task Nobody_invites_elsewhere_or_guesses_a_code()
    {
        var (declaration, people) = await RosterAsync("71.02", 1);
        var code = (await Replica.Invitations.IssueInvitationsAsync(Issue(declaration), declaration.Organiser)).Invitations.Single().InvitationCode;
        var above = Issue(declaration);
        (above.RegionCode, above.ValidHours) = ("71", 1_441);
        var endless = Issue(declaration);
        endless.ValidHours = int.MaxValue;

        Assert.Equal(["region_code", "valid_hours"], (await Refusal.OfAsync(Replica.Invitations.IssueInvitationsAsync(above, declaration.Organiser))).Fields);
        Assert.Equal(["valid_hours"], (await Refusal.OfAsync(Replica.Invitations.IssueInvitationsAsync(endless, declaration.Organiser))).Fields);
        Assert.Equal("REGION_OUTSIDE_OFFICE", (await Refusal.OfAsync(Replica.Invitations.IssueInvitationsAsync(Issue(declaration), TestIssuer.As("bawaslu:12")))).Reason);
        Assert.Equal("REGION_OUTSIDE_OFFICE", (await Refusal.OfAsync(Replica.Invitations.ListInvitationsAsync(new ListInvitationsRequest { DeclarationId = declaration.Id }, TestIssuer.As("bawaslu:12")))).Reason);
        Assert.Equal("DECLARATION_UNKNOWN", (await Refusal.OfAsync(Replica.Invitations.IssueInvitationsAsync(Issue(declaration with { Id = HeldDeclaration.NewId() }), declaration.Organiser))).Reason);
        foreach (var wrong in new[] { "", "x", code[..^1], code[..^1] + (code[^1] == '0' ? '1' : '0'), HeldDeclaration.NewId() })
        {
            Assert.Equal("INVITATION_UNKNOWN", (await Refusal.OfAsync(Replica.Invited.GetInvitationAsync(new GetInvitationRequest { InvitationCode = wrong }))).Reason);
            Assert.Equal("INVITATION_UNKNOWN", (await Refusal.OfAsync(Replica.Invited.SignInvitationAsync(Sign(wrong, people[0])))).Reason);
        }
    }

    [Fact]
    public async Task Who_got_no_answer_sends_the_same_again_and_has_the_receipt()
    {
        var (declaration, people) = await RosterAsync("71.03", 1);
        var code = (await Replica.Invitations.IssueInvitationsAsync(Issue(declaration), declaration.Organiser)).Invitations.Single().InvitationCode;
        var request = Sign(code, people[0]);
        await using (var dying = await PledgesProcess.StartAsync(service.Backing, "invited.after_commit_before_reply"))
        {
            await Assert.ThrowsAsync<RpcException>(() => dying.Invited.SignInvitationAsync(request).ResponseAsync);
            await dying.SeeDeadAsync();
        }

        var signed = await Replica.Invited.SignInvitationAsync(request);

        Assert.Equal((false, false), (signed.WasSigned, signed.Receipt is null));
        Assert.Equal(1, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Fact]
    public async Task Who_got_no_answer_to_an_issue_sends_it_again_and_has_the_codes()
    {
        var (declaration, people) = await RosterAsync("71.04", 2);
        var request = Issue(declaration);
        await using (var dying = await PledgesProcess.StartAsync(service.Backing, "invitations.after_commit_before_reply"))
        {
            await Assert.ThrowsAsync<RpcException>(() => dying.Invitations.IssueInvitationsAsync(request, declaration.Organiser).ResponseAsync);
            await dying.SeeDeadAsync();
        }

        var issued = await Replica.Invitations.IssueInvitationsAsync(request, declaration.Organiser);
        var first = issued.Invitations.Single(invitation => invitation.Name == $"Diundang {people[0]}");

        Assert.Equal(2, issued.Invitations.Count);
        Assert.False((await Replica.Invited.SignInvitationAsync(Sign(first.InvitationCode, people[0]))).WasSigned);
        Assert.Equal(1L, await EventsAsync("PledgeInvitationsIssued", declaration));
    }

    // Each region with its own people: whoever moves would be taken out of another test's roster.
    private async Task<(HeldDeclaration Declaration, int[] People)> RosterAsync(string region, int count, params string[] others)
    {
        var last = Interlocked.Add(ref next, count);
        int[] people = [.. Enumerable.Range(last - count, count)];
        var declaration = await HeldDeclaration.OpenedAsync(Replica, region);
        var report = await RosterFiles.SendAsync(
            Replica, RosterFiles.Csv([.. people.Select(n => $"{HeldDeclaration.Nip(n)},Diundang {n},PNS,Staf,Unit uji,{region},,"), .. others.Select(row => $",{row}")]), declaration.Organiser, region);
        Assert.Equal((count + others.Length, 0), (report.Added, report.Rejected));
        return (declaration, people);
    }

    private static IssueInvitationsRequest Issue(HeldDeclaration declaration) => new() { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id };

    private static SignInvitationRequest Sign(string code, int person) =>
        new() { RequestId = HeldDeclaration.NewId(), InvitationCode = code, SignerNumber = HeldDeclaration.Nip(person), Confirms = true };

    private Task<long> EventsAsync(string type, HeldDeclaration declaration) => service.Backing.ScalarAsync<long>(
        """
        select count(*) from (select type, body from messaging.outbox union all select type, body from messaging.outbox_sent) e
        where type like '%' || $1 and convert_from(body, 'UTF8') like '%' || $2 || '%'
        """, type, declaration.Id);
}
