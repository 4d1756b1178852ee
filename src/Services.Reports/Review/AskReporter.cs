using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The reporter reads the question in TrackReport, and nothing of the reporter up to now is unread any more. No clock moves.</summary>
    /// <exception cref="RefusalException">MESSAGE_INVALID, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<AskReporterResponse> AskReporter(AskReporterRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Ask, caller);
            RequireText(request.Question, "question");
            file.Take(CaseStep.Ask, caller, now, new AskReporterRequest { Question = request.Question });
            file.Case.UnreadMessages = 0;
            return new AskReporterResponse { State = CaseWire.State(file) };
        });

    private static void RequireText(string text, string field)
    {
        if (!ReportWords.Any(text) || text.Length > LongestMessage)
        {
            throw ReviewRefusals.TextInvalid(new FieldFault(field, $"Isi dengan 1 sampai {LongestMessage} karakter."));
        }
    }
}
