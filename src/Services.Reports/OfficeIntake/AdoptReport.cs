using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Retention;

namespace Netralitas.Services.Reports.OfficeIntake;

internal sealed partial class OfficeIntakeEndpoint
{
    /// <summary>Makes informasi awal that the office handles a finding of the office, also a laporan that was kept as informasi awal for what it lacked. When this returns, that survives a crash.</summary>
    /// <remarks>
    /// Its author's receipt stays valid, and nothing that was sent is changed. The same request again gets the first answer; of two at once the second waits and is refused.
    /// That a finding is fixed in a plenary within its time is held when it is registered.
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_UNKNOWN, REPORT_ALREADY_FORMAL, CASE_HANDLED_BELOW, TRANSFER_PENDING, STEP_NOT_ALLOWED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.IntakeOfficers)]
    public override async Task<AdoptReportResponse> AdoptReport(AdoptReportRequest request, ServerCallContext context)
    {
        var entry = EntryOf(context, ReportKind.Temuan);
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (id, number) = await FindAsync(request.Number, entry.Office, context.CancellationToken);
            var adoption = ReportContent.Of(new SubmitReportRequest { RequestId = request.RequestId }, entry);
            var (addition, _) = await additions.AddAsync(id, adoption, opening, context.CancellationToken);
            return new AdoptReportResponse { Number = Crockford.Grouped(number), Kind = addition.Kind, AdoptedAt = addition.AddedAt.ToTimestamp() };
        });
        numbering.Raise();
        return answer;
    }

    // Another office's is answered like none: whoever handles the case, or while nobody has touched it, whose region it is of. A report without a region is the centre's.
    private async Task<(Guid Id, string Number)> FindAsync(string number, Office office, CancellationToken cancel)
    {
        var wanted = Crockford.TryRead(number, ReportCodes.NumberLength, out var read) ? read : "";
        var report = await db.Kept().Where(r => r.Number == wanted)
            .Select(r => new
            {
                r.Id,
                r.Number,
                r.RegionCode,
                Handling = db.Cases.Where(c => c.ReportId == r.Id).Select(c => c.OfficeCode).FirstOrDefault(),
                Added = db.Additions.Where(a => a.ReportId == r.Id).OrderByDescending(a => a.Version).Select(a => a.RegionCode).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        return report is not null && office.Covers(report.Handling ?? report.Added ?? report.RegionCode ?? Office.CentralBawaslu.Code) ? (report.Id, report.Number) : throw ReportRefusals.ReportUnknown();
    }
}
