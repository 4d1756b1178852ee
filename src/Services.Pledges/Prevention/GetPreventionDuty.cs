using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    private const int MostActivities = 500;

    /// <summary>A duty with its record, whoever held the office.</summary>
    /// <exception cref="RefusalException">PREVENTION_DUTY_UNKNOWN.</exception>
    [Authorize(Roles = Roles.CoverageReaders)]
    public override async Task<GetPreventionDutyResponse> GetPreventionDuty(GetPreventionDutyRequest request, ServerCallContext context)
    {
        var (now, cancel) = (clock.Now(), context.CancellationToken);
        var duty = await db.OwnDutyAsync(request.DutyId, Caller.Of(context).Office, cancel);
        var rule = await RuleAsync(now, cancel);
        var holders = await HoldersAsync(duty.Id, cancel);
        return new GetPreventionDutyResponse
        {
            Duty = duty.ToWire(rule, now),
            Rule = ToWire(rule),
            Holders = { holders.Select(ToWire) },
            Activities = { await ActivitiesAsync(duty, rule, holders, cancel) },
            Teams = { await TeamsAsync(duty.Id, cancel) },
        };
    }

    private static PreventionRule ToWire(Rule rule) => new()
    {
        RuleId = rule.Id.ToString(),
        ValidFrom = Dates.Write(rule.ValidFrom),
        IntervalDays = rule.IntervalDays,
        Basis = rule.Basis,
        Source = rule.Source,
        Mark = rule.Mark,
        BawasluEventsCount = rule.BawasluEventsCount,
        RecordedAt = rule.RecordedAt?.ToTimestamp(),
    };

    private Task<List<Holder>> HoldersAsync(Guid dutyId, CancellationToken cancel) => db.Database.SqlQuery<Holder>(
        $"""
        select id as "Id", sealed as "Sealed", tenure as "Tenure", holds_from as "HoldsFrom", decree as "Decree" from pledges.prevention_holders
        where duty_id = {dutyId} order by holds_from desc, recorded_at desc, id desc
        """).ToListAsync(cancel);

    private DutyHolder ToWire(Holder holder) => new()
    {
        HolderId = holder.Id.ToString(),
        HolderName = personal.OpenText(HolderPurpose, holder.Sealed),
        Tenure = System.Enum.Parse<OfficeTenure>(holder.Tenure),
        HoldsFrom = Dates.Write(holder.HoldsFrom),
        Decree = holder.Decree,
    };

    // Declarations of the region stand beside what was recorded here: nobody enters an event twice.
    private async Task<IEnumerable<PreventionActivity>> ActivitiesAsync(Duty duty, Rule rule, List<Holder> holders, CancellationToken cancel)
    {
        var held = await db.Database.SqlQuery<Held>(
            $"""
            select a.id as "ActivityId", null::uuid as "DeclarationId", a.measure as "Measure", a.held_on as "HeldOn", a.venue as "Venue", a.audience as "Audience", a.people as "People",
                a.material as "Material", a.source as "Source", a.measure <> {nameof(PreventionMeasure.Pengawasan)} and c.id is null as "Counts",
                a.corrects as "Corrects", a.correction_reason as "Reason", c.id as "CorrectedBy"
            from pledges.prevention_activities a left join pledges.prevention_activities c on c.corrects = a.id where a.duty_id = {duty.Id}
            union all
            select null, c.id, {nameof(PreventionMeasure.Sosialisasi)}, c.held_on_date, c.venue, c.title, 0, '', c.source, {rule.BawasluEventsCount} or c.organiser_kind <> {nameof(OrganiserKind.Bawaslu)}, null, '', null
            from pledges.declarations c
            where {duty.Kind != DutyHolderKind.Opd} and c.region_code = {duty.RegionCode} and c.status not in ({nameof(DeclarationStatus.Planned)}, {nameof(DeclarationStatus.Cancelled)})
                and c.activities && array[{nameof(Activity.Sosialisasi)}, {nameof(Activity.Deklarasi)}]
            order by 4 desc, 1, 2 limit {MostActivities}
            """).ToListAsync(cancel);
        Guid[] ids = [.. held.Select(each => each.ActivityId).OfType<Guid>()];
        var files = (await db.Database.SqlQuery<Kept>(
            $"""
            select activity_id as "ActivityId", number as "Number", file_name as "FileName", media_type as "MediaType", sha256 as "Sha256"
            from pledges.prevention_evidence where activity_id = any({ids}) order by activity_id, number
            """).ToListAsync(cancel)).ToLookup(file => file.ActivityId);
        return held.Select(each => ToWire(each, each.ActivityId is { } id ? files[id] : [], holders));
    }

    private static PreventionActivity ToWire(Held held, IEnumerable<Kept> files, List<Holder> holders) => new()
    {
        ActivityId = held.ActivityId?.ToString() ?? "",
        DeclarationId = held.DeclarationId?.ToString() ?? "",
        Measure = System.Enum.Parse<PreventionMeasure>(held.Measure),
        HeldOn = Dates.Write(held.HeldOn),
        Venue = held.Venue,
        Audience = held.Audience,
        People = held.People,
        Material = held.Material,
        Source = held.Source,
        Evidence =
        {
            files.Select(file => new ActivityEvidence { Number = file.Number, FileName = file.FileName, MediaType = file.MediaType, Sha256 = ByteString.CopyFrom(file.Sha256) }),
        },
        HolderId = holders.FirstOrDefault(holder => holder.HoldsFrom <= held.HeldOn)?.Id.ToString() ?? "",
        Counts = held.Counts,
        CorrectsActivityId = held.Corrects?.ToString() ?? "",
        CorrectionReason = held.Reason,
        CorrectedByActivityId = held.CorrectedBy?.ToString() ?? "",
    };

    private async Task<IEnumerable<JointTeam>> TeamsAsync(Guid dutyId, CancellationToken cancel) => (await db.Database.SqlQuery<Team>(
        $"""
        select id as "Id", title as "Title", decree as "Decree", decreed_on as "DecreedOn", institutions as "Institutions" from pledges.prevention_teams
        where duty_id = {dutyId} order by decreed_on desc, id desc
        """).ToListAsync(cancel)).Select(team => new JointTeam
        {
            TeamId = team.Id.ToString(),
            Title = team.Title,
            Decree = team.Decree,
            DecreedOn = Dates.Write(team.DecreedOn),
            Institutions = { team.Institutions },
        });

    private sealed record Holder(Guid Id, byte[] Sealed, string Tenure, DateOnly HoldsFrom, string Decree);

    private sealed record Held(
        Guid? ActivityId, Guid? DeclarationId, string Measure, DateOnly HeldOn, string Venue, string Audience, int People, string Material, string Source, bool Counts,
        Guid? Corrects, string Reason, Guid? CorrectedBy);

    private sealed record Kept(Guid ActivityId, int Number, string FileName, string MediaType, byte[] Sha256);

    private sealed record Team(Guid Id, string Title, string Decree, DateOnly DecreedOn, string[] Institutions);
}
