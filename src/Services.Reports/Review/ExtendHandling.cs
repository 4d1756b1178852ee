using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The time of handling is longer by the extension that the law gives, once.</summary>
    /// <remarks>Law: additional statements, UU 7/2017 art. 454(8) [LAW-CLK-09], UU 1/2015 art. 134(6) [LAW-CLK-10].</remarks>
    /// <exception cref="RefusalException">DECISION_INVALID, EXTENSION_NOT_ALLOWED, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<ExtendHandlingResponse> ExtendHandling(ExtendHandlingRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Extend, caller);
            if (!ReportWords.Any(request.Reason) || request.Reason.Length > LongestMessage)
            {
                throw ReviewRefusals.DecisionInvalid([new FieldFault("reason", $"Isi dengan 1 sampai {LongestMessage} karakter.")]);
            }

            var handling = file.Clocks.All.Last(each => each.Subject == ClockSubject.Handling).Clock;
            if (handling.IsExtended || handling.Rule.Extension is null || handling.Deadline.EndsAt <= now)
            {
                throw ReviewRefusals.ExtensionNotAllowed();
            }

            file.Clocks.Extend(ClockSubject.Handling, file.Take(CaseStep.Extend, caller, now, new ExtendHandlingRequest { Reason = request.Reason }));
            return new ExtendHandlingResponse { State = CaseWire.State(file) };
        });
}
