using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.FollowUp;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The case as it stands. Reads only: a case that nobody touched has no row, and clocks all the same.</summary>
    /// <exception cref="RefusalException">REPORT_UNKNOWN.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<GetCaseResponse> GetCase(GetCaseRequest request, ServerCallContext context)
    {
        var file = await cases.FindAsync(request.Number, Caller.Of(context), context.CancellationToken);
        var officialNumber = await db.OfficialNumbers.Where(n => n.ReportId == file.Report.Id).Select(n => n.Number).SingleOrDefaultAsync(context.CancellationToken);
        var joinedTo = file.Case.JoinedTo is { } lead ? await db.Reports.Where(r => r.Id == lead).Select(r => r.Number).SingleAsync(context.CancellationToken) : null;
        var joined = await cases.ReadJoinedToAsync(file, context.CancellationToken);
        var forwardings = await db.Forwardings.AsNoTracking().Where(f => f.ReportId == file.Report.Id).OrderBy(f => f.Id).ToListAsync(context.CancellationToken);
        var registered = file.Case.JoinedTo ?? file.Report.Id;
        var registration = await db.Registrations.Where(r => r.ReportId == registered).Select(r => new { r.Number, r.RegisteredAt }).SingleOrDefaultAsync(context.CancellationToken);
        var now = clock.Now();
        var handling = new Handling(file.Office, file.Case.Family, registration?.RegisteredAt, registration?.Number ?? "", file.Law);
        return new GetCaseResponse
        {
            State = CaseWire.State(file),
            Kind = file.Report.Kind,
            OfficialNumber = officialNumber ?? "",
            ReceivedAt = file.Report.ReceivedAt.ToTimestamp(),
            HandedOverAt = file.Report.Whole.HandedOverAt?.ToTimestamp(),
            OfficeCode = file.Case.OfficeCode,
            RegionCode = file.Report.Whole.Region?.Code.ToString() ?? "",
            ContestId = file.Case.ContestId ?? "",
            IsLawKnown = file.Case.Family is not null,
            ContestAdvice = ContestAdvice(file),
            ContestChoices = { ContestsOf(file).Select(contest => new ContestChoice { ContestId = contest.Id, Name = contest.Name }) },
            Account = CaseWire.Account(file.Report.Whole.Report),
            Checklist = { CaseWire.Checklist(file) },
            IsReviewed = file.Review is not null,
            Clocks = { file.Clocks.All.Select(each => CaseWire.Clock(each, now)) },
            History = { file.Events.Select(CaseWire.Step) },
            Clarifications = { file.Clarifications },
            Study = file.Study,
            QualifiedActs = { file.Acts.Select(act => CaseWire.Act(act, PhaseOf(file, act.HappenedOn, now))) },
            Outcomes = { file.Outcomes },
            RegistrationNumber = handling.RegistrationNumber,
            JoinedTo = joinedTo is null ? "" : Crockford.Grouped(joinedTo),
            Joined = { joined.Select(each => Crockford.Grouped(each.Report.Number)).Order(StringComparer.Ordinal) },
            Respondents = { file.Respondents.Select(CaseWire.Respondent) },
            JoinedRespondents = { JoinedRespondents.Of(file, joined) },
            Messages = { Said.In(file).Select(CaseWire.Message) },
            Evidence = { (await openings.OfAsync(file.Report.Id, context.CancellationToken)).Select(evidence => evidence.Summary) },
            Transfers = { file.Transfers.Select(transfer => TransferWire.Of(transfer, file.Report.Number, file.Law)) },
            CompletionNotice = AskedCompletion.Of(file)?.ToWire(),
            Forwardings = { forwardings.Select(forwarding => ForwardingWire.Of(forwarding, handling, now)) },
        };
    }

    private static string ContestAdvice(CaseFile file) => file.Case switch
    {
        { Family: null } => "Pemilihan yang dimaksud belum dikenali dari laporan, sehingga batas waktu belum dapat dihitung. Tetapkan pemilihannya dengan AssignContest.",
        { ContestId: null } => "Pemilihan dikenali dari kata-kata pelapor. Pastikan, lalu tetapkan dengan AssignContest.",
        _ => "",
    };
}
