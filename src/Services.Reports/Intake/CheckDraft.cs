using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Intake;

internal sealed partial class IntakeEndpoint
{
    /// <summary>Tells what a draft lacks of the legal requirements, and what it would be taken in as.</summary>
    /// <remarks>Reads no database and keeps nothing. Whatever it says, the report can be sent as it is.</remarks>
    [AllowAnonymous]
    public override Task<CheckDraftResponse> CheckDraft(CheckDraftRequest request, ServerCallContext context)
    {
        var draft = request.Draft ?? new SubmitReportRequest();
        var region = ReportContent.RegionOf(draft);
        var filing = FilingTime.Of(draft, region?.Code ?? RegionCode.National, clock.Now(), law.Current);
        return Task.FromResult(new CheckDraftResponse
        {
            Kind = ReportKinds.Of(draft),
            Requirements = { ReportRequirements.Of(draft, region, filing) },
            Notes = { ReportRequirements.NotesOn(draft, region) },
            FileByOn = filing.LastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            FileByText = filing.Sentence(),
        });
    }
}
