using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;
using Wire = Netralitas.Contracts.Pledges.V1;
using WireZone = Netralitas.Contracts.Geography.V1.TimeZone;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    /// <summary>One declaration with its counts, as of one moment.</summary>
    /// <exception cref="RefusalException">DECLARATION_UNKNOWN.</exception>
    [Authorize(Roles = Roles.DeclarationReaders)]
    public override async Task<GetDeclarationResponse> GetDeclaration(GetDeclarationRequest request, ServerCallContext context)
    {
        var declaration = Guid.TryParse(request.DeclarationId, out var id)
            ? await db.Declarations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, context.CancellationToken)
            : null;
        if (declaration is null)
        {
            throw PledgeRefusals.DeclarationUnknown();
        }

        var beside = await db.CountsBesideAsync(declaration.Id, context.CancellationToken);
        return new GetDeclarationResponse
        {
            Declaration = ToWire(declaration),
            Counts = new SignatureCounts
            {
                Signatures = declaration.Signatures + beside.Signatures,
                PersonalPledges = declaration.PersonalPledges + beside.PersonalPledges,
                OnBehalf = declaration.OnBehalf + beside.Signatures - beside.PersonalPledges,
                Withdrawn = beside.Withdrawn,
                Refused = beside.Refused,
            },
            ChildSessions = await db.Declarations.CountAsync(d => d.ParentDeclarationId == id, context.CancellationToken),
            State = StateOf(declaration),
        };
    }

    private static Wire.Declaration ToWire(Declaration declaration) => new()
    {
        DeclarationId = declaration.Id.ToString(),
        Title = declaration.Title,
        RegionCode = declaration.RegionCode,
        RegionFullName = RegionDirectory.Find(RegionCode.Parse(declaration.RegionCode))?.FullName ?? "",
        Venue = declaration.Venue,
        HeldOn = declaration.HeldOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        StartsAt = declaration.StartsAt?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
        TimeZone = ToWire(declaration.TimeZone),
        Mode = declaration.Mode,
        Activities = { declaration.Activities },
        Organiser = new Organiser { Name = declaration.OrganiserName, ContactName = declaration.OrganiserContactName, Kind = declaration.OrganiserKind },
        Participants = { declaration.Participants.Select(ToWire) },
        PledgeTextId = declaration.PledgeTextId?.ToString() ?? "",
        ParentDeclarationId = declaration.ParentDeclarationId?.ToString() ?? "",
        StaffCategories = { declaration.StaffCategories },
        Contests = { declaration.Contests },
        Source = declaration.Source,
        EvidenceNote = declaration.EvidenceNote,
        CancelReason = declaration.CancelReason,
    };

    private static DeclarationState StateOf(Declaration declaration) =>
        new() { Status = declaration.Status, StateVersion = declaration.StateVersion, StatusText = DeclarationLife.Words(declaration.Status) };

    private static Wire.Participant ToWire(Participant participant) => new()
    {
        Role = participant.Role,
        Name = participant.Name,
        Position = participant.Position,
        Agency = participant.Agency,
        Tenure = participant.Tenure,
        People = participant.People ?? 0,
    };

    private static WireZone ToWire(IndonesianTimeZone zone) => zone switch
    {
        IndonesianTimeZone.Wib => WireZone.Wib,
        IndonesianTimeZone.Wita => WireZone.Wita,
        IndonesianTimeZone.Wit => WireZone.Wit,
    };
}
