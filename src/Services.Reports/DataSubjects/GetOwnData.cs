using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Custody;
using Netralitas.Services.Reports.FollowUp;
using Netralitas.Services.Reports.Retention;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.DataSubjects;

internal sealed partial class OwnDataEndpoint
{
    /// <summary>All that is stored of the reporter and of what the reporter sent. Reads only, by the access code alone: no key of an office has a part in it.</summary>
    /// <remarks>Law: the right to know what is stored [LAW-PDP-06].</remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND.</exception>
    [AllowAnonymous]
    public override async Task<GetOwnDataResponse> GetOwnData(GetOwnDataRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var report = await access.OpenAsync(request.Number, request.AccessCode, cancel);
        var file = await cases.ReadAsync(report.Id, report.Code, cancel);
        var told = await ToldAsync(report, file, cancel);
        var forwardings = await db.Forwardings.AsNoTracking().Where(f => f.ReportId == report.Id).OrderBy(f => f.Id).ToListAsync(cancel);
        var openings = await db.Openings.Where(opening => opening.ReportId == report.Id)
            .Join(db.OpeningApprovals, opening => opening.Id, approval => approval.OpeningId, (opening, approval) => new { opening.Ground, opening.Evidence, approval.ApprovedAt })
            .OrderBy(opened => opened.ApprovedAt).ToListAsync(cancel);
        return new GetOwnDataResponse
        {
            Number = Crockford.Grouped(report.Number),
            ReceivedAt = report.ReceivedAt.ToTimestamp(),
            HandedOverAt = file.Report.Whole.HandedOverAt?.ToTimestamp(),
            Report = file.Report.Whole.Report,
            IsNameTold = told.NameGiven,
            IsAddressTold = told.AddressGiven,
            Messages = { ReporterNews.Messages(file) },
            EvidenceCount = await db.EvidenceItems.CountAsync(e => e.ReportId == report.Id && e.Office == null, cancel),
            Holders = { Holders(file) },
            Recipients = { forwardings.Select(forwarding => ForwardingWire.Sentence(forwarding, file.Law)) },
            OpenedIdentities = { openings.Select(opened => new OpenedIdentity { OpenedAt = opened.ApprovedAt.ToTimestamp(), GroundText = Grounds.Words(opened.Ground, opened.Evidence) }) },
            RetentionText = RetentionText(file, clock.GetUtcNow()),
            Requests = { await RequestsAsync(report, cancel) },
        };
    }

    private async Task<ReporterFacts> ToldAsync(OpenedReport report, CaseFile file, CancellationToken cancel)
    {
        var corrections = await db.Additions.AsNoTracking().Where(a => a.ReportId == report.Id && a.Purpose == AdditionPurpose.Correction).OrderBy(a => a.Version).ToListAsync(cancel);
        return corrections.Aggregate(file.Report.Whole.Reporter, (facts, correction) => facts.With(ReportBody.Read(CaseFiles.OpenBody(correction, report.Code)).Reporter));
    }

    private async Task<IEnumerable<OwnDataRequest>> RequestsAsync(OpenedReport report, CancellationToken cancel)
    {
        var rows = await (
            from asked in db.SubjectRequests
            where asked.ReportId == report.Id && asked.Requester == DataRequester.Reporter
            orderby asked.Id
            select new { Asked = asked, Clock = db.DataClocks.Single(c => c.OwnerId == asked.Id), Answer = db.SubjectRequestAnswers.SingleOrDefault(a => a.SubjectRequestId == asked.Id) }).AsNoTracking().ToListAsync(cancel);
        return rows.Select(row => new OwnDataRequest
        {
            DataRequestId = row.Asked.Id.ToString(),
            Right = row.Asked.Right,
            Text = SubjectContent.Open(row.Asked, report.Code).Text,
            ReceivedAt = row.Asked.ReceivedAt.ToTimestamp(),
            DueAt = row.Clock.EndsAt.ToTimestamp(),
            Outcome = row.Answer?.Outcome ?? DataRequestOutcome.Unspecified,
            Answer = row.Answer?.Answer ?? "",
            AnsweredAt = row.Answer?.AnsweredAt.ToTimestamp(),
        });
    }

    private static IEnumerable<string> Holders(CaseFile file) =>
    [
        $"Isi laporan dan bukti: {TransferNews.OfficeName(file.Case.OfficeCode)} yang menangani laporan, dan Bawaslu RI.",
        "Nama, alamat, dan kontak Anda: terkunci, dan hanya dapat dibuka oleh dua kustodian Bawaslu bersama-sama dengan alasan yang dicatat.",
        "Kode akses Anda: tidak disimpan oleh siapa pun.",
    ];

    private string RetentionText(CaseFile file, DateTimeOffset now)
    {
        var today = RegionDirectory.TimeZoneOf(file.Office).LocalDate(now);
        return RetentionTerm.ClassOf(file.Case.Status) is null ? "Disimpan selama laporan ditangani."
            : RetentionTerm.Of(file.Case.Status, file.Case.ChangedAt, file.Office, today, law.Current.Retention) is { } term
                ? string.Create(CultureInfo.InvariantCulture, $"Disimpan sampai {IndonesianDates.Date(term.KeptUntil)}, lalu dimusnahkan kecuali ditahan karena proses hukum ({term.Rule.Citation.Basis}).")
                : "Masa simpannya belum ditetapkan; sampai ditetapkan tidak ada yang dimusnahkan karena usianya.";
    }
}
