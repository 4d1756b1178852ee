using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;
using Wire = Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.FollowUp;

internal sealed partial class FollowUpEndpoint
{
    private const int LongestSummary = 20_000;

    /// <summary>Respondents are forwarded, each to the authority in force on this day at the office, and the time in which a decision is awaited runs.</summary>
    /// <remarks>
    /// Law: authorities by date [LAW-FWD-01, LAW-FWD-02, LAW-FWD-03], personnel authorities [LAW-FWD-04], never one who is himself a respondent, of this report or of one joined to it [LAW-FWD-05].
    /// A case can be forwarded in several calls, and is not over before every violation was.
    /// </remarks>
    /// <exception cref="RefusalException">FORWARDING_INVALID with all faults, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<ForwardCaseResponse> ForwardCase(ForwardCaseRequest request, ServerCallContext context) =>
        steps.TakeAsync(request, new AskedStep(request.RequestId, request.Number, request.ExpectedVersion), context, async (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Forward, caller);
            var zone = RegionDirectory.TimeZoneOf(file.Office);
            var today = zone.LocalDate(now);
            var reportId = file.Report.Id;
            var open = await db.Forwardings.Where(f => f.ReportId == reportId && f.Status != ForwardingStatus.Closed).Select(f => new { f.Respondent, f.Track }).ToListAsync(context.CancellationToken);
            var joined = (await cases.ReadJoinedToAsync(file, context.CancellationToken)).SelectMany(follower => follower.Respondents.Select(named => named.Details)).ToList();
            var checks = new ForwardingChecks(request, file, today, open.ConvertAll(f => (f.Respondent, f.Track)), joined);
            var faults = checks.Faults().Concat(LetterFaults(request, today)).ToList();
            if (faults.Count > 0)
            {
                throw FollowUpRefusals.ForwardingInvalid(faults);
            }

            file.Take(CaseStep.Forward, caller, now, new ForwardCaseRequest { Respondents = { request.Respondents }, ReportedAuthorities = { request.ReportedAuthorities }, DocumentNumber = request.DocumentNumber, DocumentDatedOn = request.DocumentDatedOn });
            var actBy = today.AddDays(options.ActWithinDays);
            var overdueAt = zone.LocalDateTime(actBy.AddDays(1), TimeOnly.MinValue).ToUniversalTime();
            var forwardings = request.Respondents.Select(each => New(request, each, file, checks, (today, actBy, overdueAt))).ToList();
            var handling = await HandlingAsync(reportId, context.CancellationToken);
            StartDiscussion(forwardings, handling, now);
            db.Forwardings.AddRange(forwardings);
            foreach (var news in forwardings.Where(forwarding => forwarding.AgencyOffice is not null).Select(forwarding => NewsOf(forwarding, file)))
            {
                await db.EnqueueAsync(news, news.ForwardingId, news.Version, context.CancellationToken);
            }

            return new ForwardCaseResponse { State = CaseWire.State(file), Forwardings = { forwardings.Select(forwarding => Named(forwarding, handling, file, now)) } };
        });

    // The office of the authority is served with a notice; whoever has none here gets the letter alone.
    private static CaseForwarded NewsOf(Forwarding forwarding, CaseFile file) => new()
    {
        ForwardingId = forwarding.Id,
        Version = 1,
        AgencyOffice = forwarding.AgencyOffice!,
        OfficeCode = file.Case.OfficeCode,
        ForwardedOn = forwarding.ForwardedOn,
        ActByOn = forwarding.ActByOn,
    };

    // The first discussion of a crime is due since the registration, also where that is long past; what was never registered has no such term [LAW-CLK-14].
    private void StartDiscussion(IEnumerable<Forwarding> forwardings, Handling handling, DateTimeOffset now)
    {
        if (handling.RegisteredAt is { } registered)
        {
            var rules = handling.RulesOf(CriminalLife.Starts(CriminalStep.Unspecified), handling.Zone.LocalDate(registered));
            foreach (var forwarding in forwardings.Where(forwarding => forwarding.Track == Wire.ForwardingTrack.Crime))
            {
                forwarding.StartTerms(rules, registered, handling, now, options.Grace);
            }
        }
    }

    private static Wire.Forwarding Named(Forwarding forwarding, Handling handling, CaseFile file, DateTimeOffset now)
    {
        var wire = ForwardingWire.Of(forwarding, handling, now);
        wire.RespondentName = ForwardingWire.RespondentOf(file, forwarding).Name;
        return wire;
    }

    private static Forwarding New(ForwardCaseRequest request, ForwardedRespondent each, CaseFile file, ForwardingChecks checks, (DateOnly On, DateOnly ActBy, DateTimeOffset OverdueAt) times)
    {
        var authority = file.Law.Authorities.Of(Tracks.Of(each.Track)!.Value, times.On)!;
        var route = each.Track == Wire.ForwardingTrack.OtherLaw ? checks.RouteOf(each) : null;
        return new Forwarding
        {
            Id = Guid.CreateVersion7(),
            ReportId = file.Report.Id,
            Respondent = each.Respondent,
            Track = each.Track,
            AuthorityId = authority.Id,
            AuthorityVersion = authority.Version,
            PersonnelAuthorityId = route?.Authority.Id,
            PersonnelAuthorityVersion = route?.Authority.Version,
            AgencyOffice = route?.Office,
            IsAbove = route?.IsAbove ?? false,
            Agency = each.Agency.Trim(),
            EmployeeKind = each.EmployeeKind,
            DocumentNumber = request.DocumentNumber,
            DocumentOn = FilingTime.DayOf(request.DocumentDatedOn)!.Value,
            Summary = request.Summary,
            Evidence = [.. request.Evidence],
            ForwardedOn = times.On,
            ActByOn = times.ActBy,
            OverdueAt = times.OverdueAt,
        };
    }

    private static IEnumerable<FieldFault> LetterFaults(ForwardCaseRequest request, DateOnly today)
    {
        foreach (var fault in Followed.DocumentFaults("document_number", request.DocumentNumber, isNeeded: true, LongestDocument))
        {
            yield return fault;
        }

        if (FilingTime.DayOf(request.DocumentDatedOn) is not { } dated || dated > today)
        {
            yield return new FieldFault("document_dated_on", "Isi dengan tanggal surat yang sudah lewat, misalnya 2024-10-10.");
        }

        if (!ReportWords.Any(request.Summary) || request.Summary.Length > LongestSummary)
        {
            yield return new FieldFault("summary", $"Isi dengan ringkasan hasil kajian tanpa identitas pelapor, 1 sampai {LongestSummary} karakter.");
        }

        if (request.Evidence.Count > 200 || request.Evidence.Any(each => each.Length > LongestNote))
        {
            yield return new FieldFault("evidence", $"Paling banyak 200 bukti, masing-masing paling panjang {LongestNote} karakter.");
        }
    }
}
