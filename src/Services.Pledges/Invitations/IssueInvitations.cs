using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Rosters;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Invitations;

internal sealed partial class InvitationEndpoint
{
    private const int MostAtOnce = 1_000;
    private const int PageOfPeople = 2_000;
    private const int UsualHours = 7 * 24;
    private const int MostHours = 60 * 24;

    /// <summary>Makes invitations for those who are expected and have not pledged.</summary>
    /// <remarks>
    /// When this returns, they survive a crash, and one <see cref="PledgeInvitationsIssued"/> is published at least once, if there are any. The same request again gets the same codes. Of two calls at once,
    /// a person is invited by one. Only hashes of codes are stored; an answer that is lost is had again by the same request alone.
    /// </remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, INVITATIONS_INVALID, DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT, DECLARATION_NOT_OPEN, DECLARATION_SEALED, REGION_OUTSIDE_OFFICE, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<IssueInvitationsResponse> IssueInvitations(IssueInvitationsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var id = Guid.TryParse(request.DeclarationId, out var parsed) ? parsed : throw PledgeRefusals.DeclarationUnknown();
            var declaration = await db.HoldDeclarationAsync(id, cancel) ?? throw PledgeRefusals.DeclarationUnknown();
            OwnRegion.Require(declaration.RegionCode, context);
            PledgeRefusals.Require(declaration.Status, RollChange.Prepare);
            var origin = SignatureOrigin.Of(id, declaration, SigningMethod.Invitation);
            var (now, region) = (clock.Now(), RegionOf(request, declaration.RegionCode));
            var expiresAt = now.AddHours(request.ValidHours == 0 ? UsualHours : request.ValidHours);
            await db.EndExpiredAsync(id, now, cancel);
            var people = await FindAsync(origin, region, cancel);
            var issued = await AddAsync(id, [.. people.Take(MostAtOnce)], Guid.Parse(request.RequestId), now, expiresAt, context);
            if (issued > 0)
            {
                await AnnounceAsync(id, declaration.RegionCode, issued, now, expiresAt, cancel);
            }

            return new IssueInvitationsResponse { ExpiresAt = Instant(expiresAt), HasMore = people.Count > MostAtOnce };
        });
        Failpoint.Reach("invitations.after_commit_before_reply");
        // Made anew for each answer: the record of the request, which is kept long, has neither names nor codes.
        answer.Invitations.Add((await db.ReadIssuedAsync(Guid.Parse(request.RequestId), cancel)).Select(ToIssued));
        return answer;
    }

    private static string RegionOf(IssueInvitationsRequest request, string declarationRegion)
    {
        var region = request.RegionCode.Length > 0 ? request.RegionCode : declarationRegion;
        var faults = new Faults();
        var isBelow = declarationRegion == RegionCode.National.ToString() || region == declarationRegion || region.StartsWith(declarationRegion + ".", StringComparison.Ordinal);
        faults.Unless(isBelow && RegionCode.TryParse(region, out var code) && RegionDirectory.Find(code) is not null,
            "region_code", "Isi dengan kode wilayah deklarasi atau wilayah di bawahnya, atau kosongkan.");
        faults.Unless(request.ValidHours is >= 0 and <= MostHours, "valid_hours", $"Masa berlaku dari 1 sampai {MostHours} jam, atau 0 untuk {UsualHours} jam.");
        return faults.Any ? throw PledgeRefusals.InvitationsInvalid(faults.Found) : region;
    }

    // Whoever is not known by number could not show that the invitation is theirs. Numbers are sealed, so it is looked at here.
    private async Task<List<Guid>> FindAsync(SignatureOrigin origin, string regionCode, CancellationToken cancel)
    {
        var (people, after) = (new List<Guid>(), Guid.Empty);
        List<UninvitedPerson> page;
        do
        {
            page = await db.FindUninvitedAsync(origin, regionCode, after, PageOfPeople, cancel);
            people.AddRange(page.Where(person => personal.OpenText(RosterStaging.Purpose, person.Sealed).Split('\n')[^1].Length > 0).Select(person => person.Id));
            after = page.Count > 0 ? page[^1].Id : after;
        }
        while (page.Count == PageOfPeople && people.Count <= MostAtOnce);

        return people;
    }

    private Task<int> AddAsync(Guid declarationId, Guid[] people, Guid requestId, DateTimeOffset now, DateTimeOffset expiresAt, ServerCallContext context)
    {
        Guid[] ids = [.. people.Select(_ => Guid.CreateVersion7(now))];
        return db.AddInvitationsAsync(declarationId, ids, people, [.. ids.Select(codes.HashOf)], requestId, Caller.Of(context).Office, now, expiresAt, context.CancellationToken);
    }

    private Task AnnounceAsync(Guid declarationId, string regionCode, int issued, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancel)
    {
        var batchId = Guid.CreateVersion7();
        var message = new PledgeInvitationsIssued { BatchId = batchId, Version = 1, DeclarationId = declarationId, RegionCode = regionCode, Invitations = issued, IssuedAt = now, ExpiresAt = expiresAt };
        return db.EnqueueAsync(message, batchId, message.Version, cancel);
    }

    private IssuedInvitation ToIssued(InvitationRow invitation)
    {
        var code = codes.Of(invitation.Id);
        return new IssuedInvitation
        {
            InvitationId = invitation.Id.ToString(),
            Name = NameOf(invitation),
            Position = invitation.Position,
            Agency = invitation.Agency,
            InvitationCode = code,
            QrContent = addresses.OfInvitation(code),
        };
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
