using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Pledges.Tests.Milestones;

/// <summary>What the service does by itself, with replicas that die in the middle of it and two that go on at once: milestones, reminders, overdue duties.</summary>
public sealed class JobTests(BackingServices backing) : IClassFixture<BackingServices>
{
    private static DateOnly Today => IndonesianTimeZone.Wib.LocalDate(DateTimeOffset.UtcNow);

    [Fact]
    public async Task A_milestone_is_told_once_although_a_process_dies_two_go_on_at_once_bulk_load_jumps_and_a_withdrawal_lowers_it()
    {
        HeldDeclaration held;
        IReadOnlyList<string> people;
        await using (var dying = await PledgesProcess.StartAsync(backing, "milestone.before_commit"))
        {
            people = await ExpectedPeople.ExpectAsync(dying, "12.17", 10);
            held = await HeldDeclaration.OpenedAsync(dying, "12.17");
            await held.SignAsync(people.Take(8).Select(ExpectedPeople.Signer));
            await dying.SeeDeadAsync();
        }

        Assert.Empty(await MilestonesAsync(held));
        await using var one = await PledgesProcess.StartAsync(backing);
        await using var other = await PledgesProcess.StartAsync(backing);
        held = held with { Replica = one };
        await SeeLookedAtAsync(held, 8);
        // The regency and its unit, each over 25, 50 and 75 at once.
        Assert.Equal(Told(25, 50, 75), await MilestonesAsync(held));

        foreach (var receipt in (await held.Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = held.Id }, held.Organiser)).Signers.Take(6))
        {
            await one.Signatures.WithdrawSignatureAsync(new WithdrawSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = receipt.SignatureId, Reason = "CONTOH" }, held.Organiser);
        }

        await SeeLookedAtAsync(held, 2);
        await held.SignAsync(people.Skip(8).Select(ExpectedPeople.Signer));
        await SeeLookedAtAsync(held, 4);
        Assert.Equal(Told(25, 50, 75), await MilestonesAsync(held));
        Assert.Contains(await backing.EventsAsync("CoverageMilestoneReached", held.TextId), told => told.GetProperty("unit").GetString() == "Dinas Uji");
    }

    [Fact]
    public async Task A_reminder_goes_out_once_a_round_although_a_process_dies_and_ends_when_all_have_pledged()
    {
        HeldDeclaration held;
        IReadOnlyList<string> people;
        StartRemindersRequest request;
        await using (var dying = await PledgesProcess.StartAsync(backing, "reminder.before_commit"))
        {
            people = await ExpectedPeople.ExpectAsync(dying, "12.18", 3);
            held = await HeldDeclaration.OpenedAsync(dying, "12.18");
            await held.SignAsync(ExpectedPeople.Signer(people[0]));
            await ExpectedPeople.SeeCoverageAsync(held, 3, 1);
            request = Start(held);
            await MayDieAsync(dying.Reminders.StartRemindersAsync(request, held.Organiser));
            await dying.SeeDeadAsync();
        }

        Assert.Empty(await backing.EventsAsync("PledgeReminderDue", held.Id));
        await using var one = await PledgesProcess.StartAsync(backing);
        await using var other = await PledgesProcess.StartAsync(backing);
        held = held with { Replica = one };
        // Sent again, as its client does that had no answer: the same reminders.
        var reminder = (await one.Reminders.StartRemindersAsync(request, held.Organiser)).ReminderId;
        var first = await SeeAsync(held, reminder, found => found.Sent == 1);
        var told = Assert.Single(await backing.EventsAsync("PledgeReminderDue", reminder));
        Assert.Equal((1, 3, 1, "12.18"), (told.GetProperty("version").GetInt32(), told.GetProperty("expected").GetInt32(), told.GetProperty("pledged").GetInt32(), told.GetProperty("regionCode").GetString()));
        // Nothing goes out before its days are over.
        Assert.True(first.NextAt.ToDateTimeOffset() > DateTimeOffset.UtcNow.AddDays(4));

        await DueAsync(reminder);
        await SeeAsync(held, reminder, found => found.Sent == 2);
        await held.SignAsync(people.Skip(1).Select(ExpectedPeople.Signer));
        await ExpectedPeople.SeeCoverageAsync(held, 3, 3);
        await DueAsync(reminder);
        var ended = await SeeAsync(held, reminder, found => found.Status is ReminderStatus.Complete);

        Assert.Equal((2, null), (ended.Sent, ended.NextAt));
        Assert.Equal(2, (await backing.EventsAsync("PledgeReminderDue", held.Id)).Count);
        await SeeLookedAtAsync();
    }

    [Fact]
    public async Task A_duty_that_is_overdue_is_told_of_once_for_each_lapse_although_a_process_dies()
    {
        var request = new RecordPreventionDutyRequest { RequestId = HeldDeclaration.NewId(), RegionCode = "12.19", StartsOn = Write(Today.AddDays(-100)), Basis = "SE uji" };
        await using (var dying = await PledgesProcess.StartAsync(backing, "duty.before_commit"))
        {
            await MayDieAsync(dying.Prevention.RecordPreventionDutyAsync(request, TestIssuer.As("bawaslu:12.19")));
            await dying.SeeDeadAsync();
        }

        Assert.Empty(await backing.EventsAsync("PreventionDutyOverdue", "12.19"));
        await using var one = await PledgesProcess.StartAsync(backing);
        await using var other = await PledgesProcess.StartAsync(backing);
        var duty = (await one.Prevention.RecordPreventionDutyAsync(request, TestIssuer.As("bawaslu:12.19"))).Duty;
        await Eventually.SeeAsync(() => CountAsync(one, "12.19"), count => count.Total.Overdue == 1);
        var told = Assert.Single(await backing.EventsAsync("PreventionDutyOverdue", duty.DutyId));
        Assert.Equal(("ppk:12.19", 1, JsonValueKind.Null, Write(Today.AddDays(-10))),
            (told.GetProperty("office").GetString(), told.GetProperty("version").GetInt32(), told.GetProperty("lastHeldOn").ValueKind, told.GetProperty("dueOn").GetString()));

        var activity = new RecordPreventionActivityRequest
        {
            RequestId = HeldDeclaration.NewId(),
            DutyId = duty.DutyId,
            Measure = PreventionMeasure.Sosialisasi,
            HeldOn = Write(Today.AddDays(-1)),
            Venue = "Aula",
            Audience = "ASN",
            Material = "Netralitas",
            Source = "https://contoh.test",
        };
        await using (var dying = await PledgesProcess.StartAsync(backing, "activity.before_commit"))
        {
            await Assert.ThrowsAsync<RpcException>(async () => await dying.Prevention.RecordPreventionActivityAsync(activity, TestIssuer.As("bawaslu:12.19")));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(1L, (await CountAsync(one, "12.19")).Total.Overdue);
        await one.Prevention.RecordPreventionActivityAsync(activity, TestIssuer.As("bawaslu:12.19"));
        var done = await CountAsync(one, "12.19");
        // As if the interval had gone by again.
        await backing.ExecuteAsync("update pledges.prevention_duties set last_held_on = last_held_on - 200, counts_from = counts_from - 200 where id = $1", Guid.Parse(duty.DutyId));
        await backing.ExecuteAsync("update pledges.prevention_activities set held_on = held_on - 200 where duty_id = $1", Guid.Parse(duty.DutyId));
        await Eventually.SeeAsync(async () => await backing.EventsAsync("PreventionDutyOverdue", duty.DutyId), events => events.Count == 2);

        Assert.Equal((1L, 0L), (done.Total.Duties, done.Total.Overdue));
        Assert.Equal((1L, 1L), ((await CountAsync(one, "12")).Parts.Single().Duties, (await CountAsync(one, "12")).Parts.Single().Overdue));
        var overdue = await one.Prevention.ListPreventionDutiesAsync(new ListPreventionDutiesRequest { RegionCode = "12", IsOverdueOnly = true }, TestIssuer.As("bawaslu:12"));
        Assert.Equal(duty.DutyId, Assert.Single(overdue.Duties).DutyId);
    }

    [Fact]
    public async Task Reminders_that_mean_nothing_are_refused_and_those_that_were_stopped_stay_so()
    {
        await using var replica = await PledgesProcess.StartAsync(backing);
        var held = await HeldDeclaration.OpenedAsync(replica, "12.20");
        var request = Start(held);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ => (await replica.Reminders.StartRemindersAsync(request, held.Organiser)).ReminderId));
        var wrong = new StartRemindersRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = held.Id, RegionCode = "12.20.01", EveryDays = 91, Until = Write(Today.AddDays(-2)) };
        var stop = new StopRemindersRequest { RequestId = HeldDeclaration.NewId(), ReminderId = both[0] };

        Assert.Single(both.Distinct());
        Assert.Equal("REMINDERS_RUNNING", (await Refusal.OfAsync(replica.Reminders.StartRemindersAsync(Start(held), held.Organiser))).Reason);
        Assert.Equal(["every_days", "region_code", "until"], (await Refusal.OfAsync(replica.Reminders.StartRemindersAsync(wrong, held.Organiser))).Fields.Order(StringComparer.Ordinal));
        Assert.Equal("REMINDERS_UNKNOWN", (await Refusal.OfAsync(replica.Reminders.StopRemindersAsync(stop, TestIssuer.As("bawaslu:13")))).Reason);
        Assert.Equal(ReminderStatus.Stopped, (await replica.Reminders.StopRemindersAsync(stop, held.Organiser)).Reminders.Status);
        Assert.Equal(ReminderStatus.Stopped, (await replica.Reminders.StopRemindersAsync(stop, held.Organiser)).Reminders.Status);
        Assert.Empty((await replica.Reminders.ListRemindersAsync(new ListRemindersRequest { RegionCode = "12.20", PageToken = Guid.Parse(both[0]).ToString("N") }, held.Organiser)).Reminders);
        // Stopped, so that others may begin.
        Assert.NotEqual(both[0], (await replica.Reminders.StartRemindersAsync(Start(held), held.Organiser)).ReminderId);
    }

    // Its process may die before it answers.
    private static async Task MayDieAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
        }
        catch (RpcException unanswered)
        {
            Assert.Equal(StatusCode.Unavailable, unanswered.StatusCode);
        }
    }

    private static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static StartRemindersRequest Start(HeldDeclaration held) =>
        new() { RequestId = HeldDeclaration.NewId(), DeclarationId = held.Id, RegionCode = held.Region, EveryDays = 5, Until = Write(Today.AddDays(60)) };

    private static IEnumerable<string> Told(params int[] percents) => Enumerable.Repeat(percents, 2).SelectMany(each => each).Order().Select(percent => percent.ToString(CultureInfo.InvariantCulture));

    private static async Task<CountPreventionDutiesResponse> CountAsync(PledgesProcess replica, string region) =>
        await replica.Prevention.CountPreventionDutiesAsync(new CountPreventionDutiesRequest { RegionCode = region }, TestIssuer.As("bawaslu:12", "auditor"));

    private static Task<Contracts.Pledges.V1.Reminders> SeeAsync(HeldDeclaration held, string reminder, Func<Contracts.Pledges.V1.Reminders, bool> isWanted) => Eventually.SeeAsync(
        async () => (await held.Replica.Reminders.ListRemindersAsync(new ListRemindersRequest { RegionCode = held.Region }, held.Organiser)).Reminders.Single(each => each.ReminderId == reminder), isWanted);

    private Task DueAsync(string reminder) => backing.ExecuteAsync("update pledges.reminders set next_at = now() where id = $1", Guid.Parse(reminder));

    private async Task<IEnumerable<string>> MilestonesAsync(HeldDeclaration held) =>
        (await backing.EventsAsync("CoverageMilestoneReached", held.TextId)).Where(told => told.GetProperty("regionCode").GetString() == held.Region).Select(told => told.GetProperty("version").GetInt32()).Order().Select(percent => percent.ToString(CultureInfo.InvariantCulture));

    private async Task SeeLookedAtAsync(HeldDeclaration held, long pledged)
    {
        await ExpectedPeople.SeeCoverageAsync(held, 10, pledged);
        await SeeLookedAtAsync();
    }

    private async Task SeeLookedAtAsync() =>
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from pledges.coverage_changed"), left => left == 0);
}
