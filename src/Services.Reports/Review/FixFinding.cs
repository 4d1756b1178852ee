using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    private const int LongestMinutes = 100;

    /// <summary>The finding is fixed by the plenary and can be registered; its clock stops at the instant of this record.</summary>
    /// <remarks>Law: a finding is fixed in a plenary within 7 days of being found [LAW-CLK-11, LAW-CLK-12].</remarks>
    /// <exception cref="RefusalException">FINDING_INVALID with all faults, NOT_A_FINDING, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<FixFindingResponse> FixFinding(FixFindingRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.FixFinding, caller);
            if (file.Report.Kind != ReportKind.Temuan)
            {
                throw ReviewRefusals.NotAFinding();
            }

            if (FaultsOf(request, file, now).ToList() is { Count: > 0 } faults)
            {
                throw ReviewRefusals.FindingInvalid(faults);
            }

            var at = file.Take(CaseStep.FixFinding, caller, now, new FixFindingRequest { DecidedOn = request.DecidedOn, DocumentNumber = request.DocumentNumber.Trim() });
            file.Clocks.Stop(ClockSubject.Finding, at);
            return new FixFindingResponse { State = CaseWire.State(file) };
        });

    private static IEnumerable<FieldFault> FaultsOf(FixFindingRequest request, CaseFile file, DateTimeOffset now)
    {
        var zone = RegionDirectory.TimeZoneOf(file.Office);
        if (FilingTime.DayOf(request.DecidedOn) is not { } day || day > zone.LocalDate(now) || day < zone.LocalDate(file.Report.FoundAt(file.Office)))
        {
            yield return new FieldFault("decided_on", "Isi dengan tanggal rapat pleno, tidak di masa depan dan tidak sebelum temuan ditemukan.");
        }

        if (!ReportWords.Any(request.DocumentNumber) || request.DocumentNumber.Length > LongestMinutes)
        {
            yield return new FieldFault("document_number", $"Isi dengan nomor berita acara pleno, 1 sampai {LongestMinutes} karakter.");
        }
    }
}
