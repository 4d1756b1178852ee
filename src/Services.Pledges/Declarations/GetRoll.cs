using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    private const int MaxRollPage = 1_000;
    private const int MaxSessions = 1_000;

    /// <summary>The roll by role, and a page of its signatures in the order in which they were made.</summary>
    /// <exception cref="RefusalException">DECLARATION_UNKNOWN, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID, REGION_OUTSIDE_OFFICE.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<GetRollResponse> GetRoll(GetRollRequest request, ServerCallContext context)
    {
        var page = Page.Read(request.PageSize, request.PageToken, MaxRollPage);
        var cancel = context.CancellationToken;
        var declaration = (Guid.TryParse(request.DeclarationId, out var id) ? await db.Declarations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel) : null)
            ?? throw PledgeRefusals.DeclarationUnknown();
        OwnRegion.Require(declaration.RegionCode, context);
        var signatures = await db.Set<Signature>().AsNoTracking().Where(s => s.DeclarationId == id && s.Id > page.After).OrderBy(s => s.Id).Take(page.Size).ToListAsync(cancel);
        var corrections = await db.RollCorrections.AsNoTracking().Where(c => c.DeclarationId == id).OrderBy(c => c.Number).ToListAsync(cancel);
        var sessions = await db.Declarations.Where(d => d.ParentDeclarationId == id).OrderBy(d => d.Id).Select(d => d.Id).Take(MaxSessions).ToListAsync(cancel);
        var secrets = await db.SecretsOfAsync([.. corrections.Select(c => c.EntryId).OfType<Guid>()], cancel);
        return new GetRollResponse
        {
            State = StateOf(declaration),
            Openers = { In(declaration, ParticipantRole.Opener) },
            Leaders = { In(declaration, ParticipantRole.Leader) },
            Readers = { In(declaration, ParticipantRole.Reader) },
            Repeaters = { In(declaration, ParticipantRole.Repeater) },
            Witnesses = { In(declaration, ParticipantRole.Witness) },
            Attendees = { In(declaration, ParticipantRole.Attendee).Concat(In(declaration, ParticipantRole.OnlineAttendee)) },
            Signers = { signatures.Where(s => s.Represented.Length == 0).Select(ToWire) },
            SignersOnBehalf = { signatures.Where(s => s.Represented.Length > 0).Select(ToWire) },
            Corrections = { corrections.Select(correction => ToWire(correction, secrets)) },
            SessionIds = { sessions.Select(session => session.ToString()) },
            NextPageToken = Page.Next(signatures.Count == page.Size ? signatures[^1].Id : null),
        };
    }

    private static IEnumerable<Wire.Participant> In(Declaration declaration, ParticipantRole role) => declaration.Participants.Where(p => p.Role == role).Select(ToWire);

    private static RollSignature ToWire(Signature signature) => new()
    {
        SignatureId = signature.Id.ToString(),
        SignerName = signature.SignerName,
        Position = signature.Position,
        Agency = signature.Agency,
        Tenure = Enum.Parse<OfficeTenure>(signature.Tenure),
        OnBehalfOf = signature.Represented.Length == 0 ? null : new Mandate { Represented = signature.Represented, Basis = signature.MandateBasis },
    };

    private static Wire.RollCorrection ToWire(RollCorrection correction, IReadOnlyDictionary<Guid, byte[]> secrets) => new()
    {
        Number = correction.Number,
        Wrong = correction.Wrong,
        Right = correction.Right,
        Basis = correction.Basis,
        RecordedBy = correction.RecordedBy,
        RecordedAt = correction.RecordedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        EntryId = correction.EntryId?.ToString() ?? "",
        Secret = correction.EntryId is { } entry && secrets.TryGetValue(entry, out var secret) ? UnsafeByteOperations.UnsafeWrap(secret) : ByteString.Empty,
    };
}
