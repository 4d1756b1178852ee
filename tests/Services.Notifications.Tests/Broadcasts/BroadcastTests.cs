using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Broadcasts;
using Netralitas.Services.Notifications.Tests.Support;
using Npgsql;

namespace Netralitas.Services.Notifications.Tests.Broadcasts;

[Collection(BackingServicesCollection.Name)]
public sealed class BroadcastTests(BackingServices backing)
{
    private const string Life = """
        Drafted Approve: Approved
        Drafted Cancel: Cancelled
        Approved Cancel: Cancelled
        Approved Finish: Told

        """;

    [Fact]
    public void Every_step_that_a_broadcast_has_is_in_the_table_and_no_other()
    {
        var steps = from state in Enum.GetValues<BroadcastState>()
                    from step in Enum.GetValues<BroadcastStep>()
                    let after = BroadcastLife.After(state, step)
                    where after is not null
                    select $"{state} {step}: {after}\n";

        Assert.Equal(Life, string.Concat(steps));
    }

    [Fact]
    public async Task Each_office_that_it_is_for_has_it_once_and_only_after_a_second_person_approved_it()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        await AddOfficesAsync("16", 2500);
        var broadcasts = replica.Broadcasts;
        var draft = new DraftBroadcastRequest { RequestId = Refused.NewId(), Title = "Hari pemungutan suara", Body = "CONTOH edukasi.", OfficeKind = "opd", RegionCode = "16" };
        var id = (await broadcasts.DraftBroadcastAsync(draft, TestIssuer.Central("penyusun"))).BroadcastId;
        var approval = new ApproveBroadcastRequest { RequestId = Refused.NewId(), BroadcastId = id };

        Assert.Equal(id, (await broadcasts.DraftBroadcastAsync(draft, TestIssuer.Central("penyusun"))).BroadcastId);
        await Refused.AsAsync(StatusCode.FailedPrecondition, "BROADCAST_NEEDS_SECOND_PERSON", broadcasts.ApproveBroadcastAsync(approval, TestIssuer.Central("penyusun")));
        Assert.Equal(0L, await ToldAsync(id));
        var approved = await broadcasts.ApproveBroadcastAsync(approval, TestIssuer.Central("penyetuju"));
        Assert.Equal(approved, await broadcasts.ApproveBroadcastAsync(approval, TestIssuer.Central("penyetuju")));
        var told = await Eventually.SeeAsync(
            async () => await broadcasts.GetBroadcastAsync(new GetBroadcastRequest { BroadcastId = id }, TestIssuer.Central()), b => b.State is BroadcastState.Told);

        // One of the 2,500 has ended.
        Assert.Equal((2499, 2499L), (told.ToldOffices, await ToldAsync(id)));
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from notifications.notices where subject_id = $1 and substr(id::text, 15, 1) <> '7'", Guid.Parse(id)));
        Assert.Equal("CONTOH edukasi.", Assert.Single((await replica.Inbox.ListNoticesAsync(new ListNoticesRequest { Office = "opd:16.01.01.1001" }, TestIssuer.Central())).Notices).Body);
        await Refused.AsAsync(StatusCode.FailedPrecondition, "BROADCAST_STEP_NOT_ALLOWED", broadcasts.CancelBroadcastAsync(new CancelBroadcastRequest { RequestId = Refused.NewId(), BroadcastId = id }, TestIssuer.Central()));
    }

    [Fact]
    public async Task What_cannot_be_told_is_refused_and_a_draft_can_be_given_up()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var broadcasts = replica.Broadcasts;
        var wrong = new DraftBroadcastRequest { RequestId = Refused.NewId(), Title = "dua\nbaris", OfficeKind = "kantor", RegionCode = "99" };
        var id = (await broadcasts.DraftBroadcastAsync(new DraftBroadcastRequest { RequestId = Refused.NewId(), Title = "CONTOH", Body = "CONTOH" }, TestIssuer.Central("penyusun"))).BroadcastId;
        var cancel = new CancelBroadcastRequest { RequestId = Refused.NewId(), BroadcastId = id };

        Assert.Equal(["title", "body", "office_kind", "region_code"], (await Refused.AsAsync(StatusCode.InvalidArgument, "BROADCAST_INVALID", broadcasts.DraftBroadcastAsync(wrong, TestIssuer.Central()))).Fields);
        await Refused.AsAsync(StatusCode.NotFound, "BROADCAST_UNKNOWN", broadcasts.GetBroadcastAsync(new GetBroadcastRequest { BroadcastId = Refused.NewId() }, TestIssuer.Central()));
        var cancelled = await broadcasts.CancelBroadcastAsync(cancel, TestIssuer.Central("penyusun"));
        Assert.Equal(cancelled, await broadcasts.CancelBroadcastAsync(cancel, TestIssuer.Central("penyusun")));
        await Refused.AsAsync(StatusCode.FailedPrecondition, "BROADCAST_STEP_NOT_ALLOWED", broadcasts.ApproveBroadcastAsync(new ApproveBroadcastRequest { RequestId = Refused.NewId(), BroadcastId = id }, TestIssuer.Central("penyetuju")));
        Assert.Equal(0L, await ToldAsync(id));
    }

    [Fact]
    public async Task Of_an_approval_and_a_cancellation_at_once_either_it_was_told_or_it_is_cancelled()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var id = (await replica.Broadcasts.DraftBroadcastAsync(new DraftBroadcastRequest { RequestId = Refused.NewId(), Title = "CONTOH", Body = "CONTOH", OfficeKind = "ppk", RegionCode = "17" }, TestIssuer.Central("penyusun"))).BroadcastId;

        var outcomes = await Task.WhenAll(
            Try(replica.Broadcasts.ApproveBroadcastAsync(new ApproveBroadcastRequest { RequestId = Refused.NewId(), BroadcastId = id }, TestIssuer.Central("penyetuju")).ResponseAsync),
            Try(replica.Broadcasts.CancelBroadcastAsync(new CancelBroadcastRequest { RequestId = Refused.NewId(), BroadcastId = id }, TestIssuer.Central("lain")).ResponseAsync));
        var ended = await Eventually.SeeAsync(
            async () => await replica.Broadcasts.GetBroadcastAsync(new GetBroadcastRequest { BroadcastId = id }, TestIssuer.Central()), b => b.State is BroadcastState.Told or BroadcastState.Cancelled);

        Assert.Contains((outcomes[0], outcomes[1], ended.State), new[]
        {
            (StatusCode.FailedPrecondition, StatusCode.OK, BroadcastState.Cancelled), (StatusCode.OK, StatusCode.OK, BroadcastState.Cancelled), (StatusCode.OK, StatusCode.FailedPrecondition, BroadcastState.Told),
        });
        Assert.Equal(outcomes.All(outcome => outcome == StatusCode.OK), ended.StoppedAt is not null);
    }

    [Fact]
    public async Task A_crash_between_two_parts_leaves_nobody_out_and_tells_nobody_twice()
    {
        await AddOfficesAsync("19", 2500);
        var id = await ReleasedUntilPartAsync("19");
        Assert.Equal(999L, await ToldAsync(id));

        await using var next = await NotificationsProcess.StartAsync(backing);
        var told = await Eventually.SeeAsync(async () => await GetAsync(next, id), b => b.State is BroadcastState.Told);

        Assert.Equal((2499, 2499, 2499L), (told.ToldOffices, told.Offices, await ToldAsync(id)));
        Assert.Equal(2499L, await backing.ScalarAsync<long>("select count(distinct office) from notifications.notices where subject_id = $1", Guid.Parse(id)));
    }

    [Fact]
    public async Task What_is_stopped_on_its_way_goes_no_further_and_says_how_far_it_went()
    {
        await AddOfficesAsync("21", 2500);
        var id = await ReleasedUntilPartAsync("21");
        await using var connection = await backing.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select id from notifications.broadcasts where id = $1 for update", connection, transaction) { Parameters = { new() { Value = Guid.Parse(id) } } })
        {
            await hold.ExecuteScalarAsync();
        }

        // Whoever tells passes over a row that somebody holds; whoever cancels waits for it.
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var cancelling = replica.Broadcasts.CancelBroadcastAsync(new CancelBroadcastRequest { RequestId = Refused.NewId(), BroadcastId = id }, TestIssuer.Central("lain")).ResponseAsync;
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%notifications.broadcasts where id%'"), count => count > 0);
        await transaction.CommitAsync();
        var cancelled = await cancelling;
        var stopped = await GetAsync(replica, id);

        Assert.Equal(999, cancelled.ToldOffices);
        Assert.Equal((BroadcastState.Cancelled, 999, 2499, cancelled.CancelledAt), (stopped.State, stopped.ToldOffices, stopped.Offices, stopped.StoppedAt));
        Assert.NotNull(stopped.ApprovedAt);
        Assert.Equal(("penyetuju", "lain"), (await PersonAsync("decided_by", id), await PersonAsync("stopped_by", id)));
        await Refused.AsAsync(StatusCode.FailedPrecondition, "BROADCAST_STEP_NOT_ALLOWED", replica.Broadcasts.ApproveBroadcastAsync(new ApproveBroadcastRequest { RequestId = Refused.NewId(), BroadcastId = id }, TestIssuer.Central("penyetuju")));
        Assert.Equal(999L, await ToldAsync(id));
    }

    [Fact]
    public async Task An_approval_whose_answer_was_lost_in_a_crash_is_carried_out_by_the_next_replica()
    {
        string id;
        await AddOfficesAsync("18", 1);
        var approval = new ApproveBroadcastRequest { RequestId = Refused.NewId() };
        await using (var dying = await NotificationsProcess.StartAsync(backing, crashAt: "broadcast.after_approval_before_reply"))
        {
            id = (await dying.Broadcasts.DraftBroadcastAsync(new DraftBroadcastRequest { RequestId = Refused.NewId(), Title = "CONTOH", Body = "CONTOH", RegionCode = "18" }, TestIssuer.Central("penyusun"))).BroadcastId;
            approval.BroadcastId = id;
            await Assert.ThrowsAsync<RpcException>(async () => await dying.Broadcasts.ApproveBroadcastAsync(approval, TestIssuer.Central("penyetuju")));
            await dying.SeeDeadAsync("broadcast.after_approval_before_reply");
        }

        await using var next = await NotificationsProcess.StartAsync(backing);
        await Eventually.SeeAsync(() => ToldAsync(id), told => told == 1);
        await next.Broadcasts.ApproveBroadcastAsync(approval, TestIssuer.Central("penyetuju"));
        Assert.Equal(1L, await ToldAsync(id));
    }

    private static async Task<StatusCode> Try<T>(Task<T> call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    // By a process that dies when it has told the first thousand offices.
    private async Task<string> ReleasedUntilPartAsync(string province)
    {
        await using var dying = await NotificationsProcess.StartAsync(backing, crashAt: "broadcast.after_part");
        var id = (await dying.Broadcasts.DraftBroadcastAsync(
            new DraftBroadcastRequest { RequestId = Refused.NewId(), Title = "CONTOH", Body = "CONTOH", OfficeKind = "opd", RegionCode = province }, TestIssuer.Central("penyusun"))).BroadcastId;
        await dying.Broadcasts.ApproveBroadcastAsync(new ApproveBroadcastRequest { RequestId = Refused.NewId(), BroadcastId = id }, TestIssuer.Central("penyetuju"));
        await dying.SeeDeadAsync("broadcast.after_part");
        return id;
    }

    private static async Task<GetBroadcastResponse> GetAsync(NotificationsProcess replica, string id) =>
        await replica.Broadcasts.GetBroadcastAsync(new GetBroadcastRequest { BroadcastId = id }, TestIssuer.Central());

    private Task<string> PersonAsync(string column, string id) => backing.ScalarAsync<string>($"select {column} from notifications.broadcasts where id = $1", Guid.Parse(id));

    private Task<long> ToldAsync(string id) => backing.ScalarAsync<long>("select count(*) from notifications.notices where subject_id = $1", Guid.Parse(id));

    // As many as no one records by hand; the first but one has ended.
    private async Task AddOfficesAsync(string province, int count)
    {
        await using var command = backing.Owner.CreateCommand(
            """
            insert into notifications.offices (office, kind, region_code, name, valid_to, contacts, version, recorded_by, recorded_at)
            select 'opd:' || $1 || '.01.01.' || n, 'opd', $1 || '.01.01.' || n, 'CONTOH', case when n = 1002 then date '2024-01-01' end, '[]', 1, 'uji', now() from generate_series(1001, 1000 + $2) n
            """);
        command.Parameters.Add(new() { Value = province });
        command.Parameters.Add(new() { Value = count });
        await command.ExecuteNonQueryAsync();
    }
}
