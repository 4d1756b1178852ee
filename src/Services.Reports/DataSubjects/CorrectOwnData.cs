using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.DataSubjects;

internal sealed partial class OwnDataEndpoint
{
    private const int LongestField = 300;

    /// <summary>Data of the reporter are as given from now on for whoever may open them. When this returns, that survives a crash.</summary>
    /// <remarks>
    /// Law: the right to have data put right [LAW-PDP-06]. What was told before is not taken away: custodians read the newest of each. It is sealed to them alone. What the report is does not change by it.
    /// The same request again gets the first answer; of two at once the second waits.
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, OWN_DATA_INVALID with all faults, REQUEST_ID_INVALID, REQUEST_ID_REUSED.</exception>
    [AllowAnonymous]
    public override async Task<CorrectOwnDataResponse> CorrectOwnData(CorrectOwnDataRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var report = await access.OpenAsync(request.Number, request.AccessCode, cancel);
        if (!Guid.TryParse(request.RequestId, out _))
        {
            throw ReportRefusals.RequestIdInvalid();
        }

        var fields = Reporter.Descriptor.Fields.InDeclarationOrder().Where(field => field.FieldType == Google.Protobuf.Reflection.FieldType.String)
            .Select(field => (field.Name, Text: request.Reporter is null ? "" : (string)field.Accessor.GetValue(request.Reporter))).ToList();
        var faults = fields.Where(field => field.Text.Length > LongestField).Select(field => new FieldFault($"reporter.{field.Name}", $"Paling banyak {LongestField} karakter.")).ToList();
        if (!fields.Exists(field => ReportWords.Any(field.Text)))
        {
            faults.Add(new FieldFault("reporter", "Isi sedikitnya satu data Anda yang benar."));
        }

        if (faults.Count > 0)
        {
            throw SubjectRefusals.OwnDataInvalid(faults);
        }

        var content = ReportContent.Of(new SubmitReportRequest { RequestId = request.RequestId, Reporter = request.Reporter });
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var correction = await additions.CorrectAsync(report, content, cancel);
        Failpoint.Reach("correct.before_commit");
        await transaction.CommitAsync(cancel);
        Failpoint.Reach("correct.after_commit_before_reply");
        return new CorrectOwnDataResponse { CorrectedAt = correction.AddedAt.ToTimestamp() };
    }
}
