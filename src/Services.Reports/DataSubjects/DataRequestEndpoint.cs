using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.DataClocks;
using Netralitas.Services.Reports.Retention;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.DataSubjects;

/// <summary>Requests of people about data of their own, for officers. One file for each RPC.</summary>
internal sealed partial class DataRequestEndpoint(
    ReportsDb db, RequestLedger ledger, ContentSealing sealing, OpeningKeys keys, DataClockBook clocks, CaseErasing erasing, TimeProvider clock) : DataRequestService.DataRequestServiceBase
{
    private static bool IsTheirs(Caller caller, string officeCode) => caller.Office.Kind == Office.CentralBawaslu.Kind && caller.Office.Covers(officeCode);

    /// <summary>A request of the caller's region.</summary>
    /// <exception cref="RefusalException">DATA_REQUEST_UNKNOWN, also for another region's.</exception>
    private async Task<SubjectRequest> FindAsync(string id, Caller caller, CancellationToken cancel)
    {
        var asked = Guid.TryParse(id, out var wanted) ? await db.SubjectRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == wanted, cancel) : null;
        return asked is not null && IsTheirs(caller, asked.OfficeCode) ? asked : throw SubjectRefusals.DataRequestUnknown();
    }

    private DataRequest WireOf(SubjectRequest asked, DataClock runs, SubjectRequestAnswer? answer, string? number)
    {
        var rule = DataClockBook.RuleOf(runs);
        return new DataRequest
        {
            DataRequestId = asked.Id.ToString(),
            Number = number is null ? "" : Crockford.Grouped(number),
            OfficeCode = asked.OfficeCode,
            Requester = asked.Requester,
            Right = asked.Right,
            ReceivedAt = asked.ReceivedAt.ToTimestamp(),
            DueAt = runs.EndsAt.ToTimestamp(),
            RuleId = rule.Id,
            RuleVersion = rule.Version,
            Law = rule.Citation.Basis,
            Outcome = answer?.Outcome ?? DataRequestOutcome.Unspecified,
            Answer = answer?.Answer ?? "",
            LegalBasis = answer?.LegalBasis ?? "",
            AnsweredBy = answer?.AnsweredBy ?? "",
            AnsweredAt = answer?.AnsweredAt.ToTimestamp(),
            SentBy = answer?.SentBy ?? "",
            IsLate = runs.IsLate(clock.GetUtcNow()),
        };
    }
}
