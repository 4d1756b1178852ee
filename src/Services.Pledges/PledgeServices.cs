using Netralitas.Services.Pledges.Coverage;
using Netralitas.Services.Pledges.Declarations;
using Netralitas.Services.Pledges.Erasure;
using Netralitas.Services.Pledges.Invitations;
using Netralitas.Services.Pledges.InvitedSigning;
using Netralitas.Services.Pledges.Offline;
using Netralitas.Services.Pledges.OwnSigning;
using Netralitas.Services.Pledges.Papers;
using Netralitas.Services.Pledges.PersonPledges;
using Netralitas.Services.Pledges.Prevention;
using Netralitas.Services.Pledges.Proofs;
using Netralitas.Services.Pledges.PublicCoverage;
using Netralitas.Services.Pledges.PublicViolations;
using Netralitas.Services.Pledges.Reminders;
using Netralitas.Services.Pledges.Rolls;
using Netralitas.Services.Pledges.Rosters;
using Netralitas.Services.Pledges.Signing;
using Netralitas.Services.Pledges.Texts;
using Netralitas.Services.Pledges.Violations;

namespace Netralitas.Services.Pledges;

/// <summary>Every proto service of this program; each is one class, with one file for each RPC.</summary>
internal static class PledgeServices
{
    /// <summary>Serves them.</summary>
    internal static void MapPledgeServices(this WebApplication app)
    {
        app.MapGrpcService<PledgeTextEndpoint>();
        app.MapGrpcService<DeclarationEndpoint>();
        app.MapGrpcService<SignatureEndpoint>();
        app.MapGrpcService<OwnSignatureEndpoint>();
        app.MapGrpcService<InvitationEndpoint>();
        app.MapGrpcService<InvitedSignatureEndpoint>();
        app.MapGrpcService<OfflineEndpoint>();
        app.MapGrpcService<RosterEndpoint>();
        app.MapGrpcService<CoverageEndpoint>();
        app.MapGrpcService<PublicCoverageEndpoint>();
        app.MapGrpcService<ProofEndpoint>();
        app.MapGrpcService<RollEndpoint>();
        app.MapGrpcService<PaperEndpoint>();
        app.MapGrpcService<ErasureEndpoint>();
        app.MapGrpcService<PreventionEndpoint>();
        app.MapGrpcService<ReminderEndpoint>();
        app.MapGrpcService<ViolationEndpoint>();
        app.MapGrpcService<PublicViolationEndpoint>();
        app.MapGrpcService<PersonPledgeEndpoint>();
    }
}
