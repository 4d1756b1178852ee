using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Violations;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.FollowUp;

internal sealed partial class FollowUpEndpoint
{
    /// <summary>A forwarding in the fields that the authority's system asks for [LAW-FWD-07]. Reads only.</summary>
    /// <remarks>What was done is told by the rows of the catalogue and the office's summary, never by the reporter's words, which can tell who wrote them.</remarks>
    /// <exception cref="RefusalException">FORWARDING_UNKNOWN, EXPORT_FORMAT_INVALID.</exception>
    [Authorize(Roles = Roles.FollowUpRecorders)]
    public override async Task<ExportForwardingResponse> ExportForwarding(ExportForwardingRequest request, ServerCallContext context)
    {
        if (request.Format is not (ExportFormat.Csv or ExportFormat.Json))
        {
            throw FollowUpRefusals.ExportFormatInvalid();
        }

        var found = await FindAsync(request.ForwardingId, Caller.Of(context), context.CancellationToken);
        var document = await DocumentAsync(found, context.CancellationToken);
        var isCsv = request.Format == ExportFormat.Csv;
        return new ExportForwardingResponse
        {
            Document = document,
            Content = ByteString.CopyFromUtf8(isCsv ? ForwardingFile.Csv(document) : ForwardingFile.Json(document)),
            ContentType = isCsv ? "text/csv; charset=utf-8" : "application/json",
            FileName = $"penerusan-{found.Id:N}.{(isCsv ? "csv" : "json")}",
        };
    }

    private async Task<ForwardingDocument> DocumentAsync(Forwarding forwarding, CancellationToken cancel)
    {
        var entries = await db.FollowUps.AsNoTracking().Where(e => e.ForwardingId == forwarding.Id).OrderBy(e => e.Number).ToListAsync(cancel);
        var file = await cases.ReadAsync(forwarding.ReportId, cancel);
        return DocumentOf(forwarding, entries, file, await registrations.NumberOfAsync(forwarding.ReportId, cancel));
    }

    private static ForwardingDocument DocumentOf(Forwarding forwarding, IReadOnlyList<FollowUpRecord> entries, CaseFile file, string registrationNumber)
    {
        var (report, respondent) = (file.Report.Whole.Report, ForwardingWire.RespondentOf(file, forwarding));
        var acts = ActsOf(forwarding, file);
        var decision = entries.LastOrDefault(entry => entry.Kind == FollowUpEntryKind.Decision || CriminalLife.IsDecision(entry.CriminalStep));
        return new ForwardingDocument
        {
            ComplaintNumber = forwarding.Id.ToString(),
            RespondentNumber = respondent.Number,
            RespondentName = respondent.Name,
            Position = respondent.Position,
            Agency = forwarding.Agency.Length > 0 ? forwarding.Agency : respondent.Agency,
            RegionCode = file.Report.Whole.Region?.Code.ToString() ?? "",
            Place = report.Place,
            HappenedOn = string.Join("; ", acts.Select(act => act.HappenedOn).Distinct().Order().Select(ForwardingWire.Day)),
            Account = string.Join("; ", acts.Select(act => act.Row.Name)),
            ViolationCodes = { acts.Select(act => act.Row.Code) },
            Evidence = { forwarding.Evidence },
            RegistrationNumber = registrationNumber,
            Summary = forwarding.Summary,
            ForwardedOn = ForwardingWire.Day(forwarding.ForwardedOn),
            FollowUp = FollowUpLife.Words(forwarding.Status),
            DecisionNumber = decision?.DocumentNumber ?? "",
            DecidedOn = decision is null ? "" : ForwardingWire.Day(decision.HappenedOn),
            Sanction = decision is null ? "" : decision.SanctionCode is null ? decision.Note : ForwardingWire.SanctionText(decision.SanctionCode),
            Authority = ForwardingWire.AuthorityOf(forwarding, file.Law).Name,
            DocumentNumber = forwarding.DocumentNumber,
            DocumentDatedOn = ForwardingWire.Day(forwarding.DocumentOn),
        };
    }

    // Of a crime the crimes, of other tracks the rest: an authority is told what is its.
    private static List<CaseAct> ActsOf(Forwarding forwarding, CaseFile file)
    {
        var track = forwarding.Track == ForwardingTrack.Crime ? ViolationTrack.Pidana : ViolationTrack.HukumLainnya;
        return [.. file.Acts.Where(act => act.Respondent == forwarding.Respondent && act.Row.Track == track)];
    }
}
