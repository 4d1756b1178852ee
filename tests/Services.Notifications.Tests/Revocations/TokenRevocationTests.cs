using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults.Revocation;
using Netralitas.Services.Notifications.Tests.Support;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Notifications.Tests.Revocations;

/// <summary>Tokens that central takes back. What the gateway and the other services do is in tests/Suite.Tests.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class TokenRevocationTests(BackingServices backing)
{
    private const string Office = "bawaslu:75.71";

    [Fact]
    public async Task A_token_a_session_and_a_subject_are_refused_everywhere_within_seconds_and_after_a_restart_and_nothing_else_is()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        await using var other = await NotificationsProcess.StartAsync(backing);
        var (id, session, person) = (Refused.NewId(), Refused.NewId(), Refused.NewId());
        Metadata[] hit = [TestIssuer.As(Office, id: id), TestIssuer.As(Office, session: session), TestIssuer.As(Office, person: person), TestIssuer.As(Office, person: person, age: TimeSpan.FromMinutes(5))];
        foreach (var token in hit)
        {
            Assert.Equal("", await OutcomeAsync(replica, token));
            Assert.Equal("", await OutcomeAsync(other, token));
        }

        await RevokeAsync(replica, RevokedKind.Token, id);
        await RevokeAsync(replica, RevokedKind.Session, session);
        await RevokeAsync(replica, RevokedKind.Subject, person);
        // Issued in a later second, as after a new sign-in.
        Metadata[] spared = [TestIssuer.As(Office), TestIssuer.As(Office, person: person, age: TimeSpan.FromSeconds(-3))];

        foreach (var token in hit)
        {
            Assert.Equal("TOKEN_REVOKED", await OutcomeAsync(replica, token));
            await Eventually.SeeAsync(() => OutcomeAsync(other, token), outcome => outcome == "TOKEN_REVOKED");
        }

        await using var later = await NotificationsProcess.StartAsync(backing);
        Assert.All(await Task.WhenAll(hit.Select(token => OutcomeAsync(later, token))), outcome => Assert.Equal("TOKEN_REVOKED", outcome));
        Assert.All(await Task.WhenAll(spared.SelectMany(token => new[] { replica, other, later }.Select(each => OutcomeAsync(each, token)))), outcome => Assert.Equal("", outcome));
    }

    [Fact]
    public async Task A_stream_of_a_revoked_token_ends_and_says_why_and_another_goes_on()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing, [("Notifications:Inbox:SignOfLifeSeconds", "0.2")]);
        var person = Refused.NewId();
        using var stream = replica.Inbox.WatchNotices(new WatchNoticesRequest { Cursor = "now" }, TestIssuer.As(Office, person: person));
        using var others = replica.Inbox.WatchNotices(new WatchNoticesRequest { Cursor = "now" }, TestIssuer.As(Office));
        Assert.True(await stream.ResponseStream.MoveNext());
        Assert.True(await others.ResponseStream.MoveNext());

        await RevokeAsync(replica, RevokedKind.Subject, person);
        var ended = await Assert.ThrowsAsync<RpcException>(() => ReadAsync(stream).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Equal((StatusCode.Unauthenticated, "TOKEN_REVOKED"), (ended.StatusCode, Refusal.Of(ended).Reason));
        Assert.True(await others.ResponseStream.MoveNext());
        Assert.True(await others.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Central_alone_revokes_and_is_told_every_field_at_fault()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var good = Request(RevokedKind.Token, Refused.NewId());

        await Refused.AsAsync(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED", replica.Revocations.RevokeTokensAsync(good, TestIssuer.As(Office)));
        await Refused.AsAsync(StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED", replica.Revocations.RevokeTokensAsync(good, TestIssuer.As(Office, "auditor")));
        await Refused.AsAsync(StatusCode.InvalidArgument, "REQUEST_ID_INVALID", replica.Revocations.RevokeTokensAsync(new RevokeTokensRequest(good) { RequestId = "" }, TestIssuer.Central()));
        foreach (var value in new[] { " ", new string('a', 201) })
        {
            var wrong = new RevokeTokensRequest { RequestId = Refused.NewId(), Kind = (RevokedKind)9, Value = value, Cause = (RevocationCause)99 };
            Assert.Equal(["kind", "value", "cause"], (await Refused.AsAsync(StatusCode.InvalidArgument, "REVOCATION_INVALID", replica.Revocations.RevokeTokensAsync(wrong, TestIssuer.Central()))).Fields);
        }

        // Somebody of an issuer that is not trusted: nothing would be revoked.
        var nobodys = Request(RevokedKind.Subject, "|tak-dikenal|uji");
        Assert.Equal(["value"], (await Refused.AsAsync(StatusCode.InvalidArgument, "REVOCATION_INVALID", replica.Revocations.RevokeTokensAsync(nobodys, TestIssuer.Central()))).Fields);
        await replica.Revocations.RevokeTokensAsync(good, TestIssuer.Central());
        await Refused.AsAsync(StatusCode.AlreadyExists, "REQUEST_ID_REUSED", replica.Revocations.RevokeTokensAsync(new RevokeTokensRequest(good) { Value = "lain" }, TestIssuer.Central()));
    }

    [Fact]
    public async Task The_same_request_twice_or_at_once_is_one_revocation_and_one_event()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var request = Request(RevokedKind.Session, Refused.NewId());

        var atOnce = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => replica.Revocations.RevokeTokensAsync(request, TestIssuer.Central("pencabut")).ResponseAsync));
        var again = await replica.Revocations.RevokeTokensAsync(request, TestIssuer.Central("pencabut"));

        Assert.All(atOnce, answer => Assert.Equal(again, answer));
        Assert.Equal((1L, 1L), (await RecordsAsync(again), await EventsAsync(again)));
        // No issuer of the tests gives more than an hour; clocks may differ by half a minute, twice.
        Assert.Equal(TimeSpan.FromMinutes(61), again.ExpiresAt.ToDateTime() - again.RevokedAt.ToDateTime());
    }

    [Fact]
    public async Task Of_two_revocations_of_one_subject_at_once_both_are_on_record_and_the_later_is_in_force()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var person = Refused.NewId();

        var both = await Task.WhenAll(RevokeAsync(replica, RevokedKind.Subject, person), RevokeAsync(replica, RevokedKind.Subject, person));

        Assert.All(await Task.WhenAll(both.Select(RecordsAsync)), count => Assert.Equal(1, count));
        Assert.Equal(both.Max(each => each.RevokedAt.ToDateTime()), await backing.ScalarAsync<DateTime>(
            "select revoked_at from messaging.revoked_tokens where digest = $1", Convert.FromHexString(RevokedToken.OfSubject(person))));
    }

    [Fact]
    public async Task A_revocation_whose_answer_was_lost_in_a_crash_holds_and_is_told()
    {
        var (id, request) = (Refused.NewId(), new RevokeTokensRequest());
        await using (var dying = await NotificationsProcess.StartAsync(backing, crashAt: "revocation.after_commit_before_reply"))
        {
            request = Request(RevokedKind.Token, id);
            await Assert.ThrowsAsync<RpcException>(async () => await dying.Revocations.RevokeTokensAsync(request, TestIssuer.Central("pencabut")));
            await dying.SeeDeadAsync("revocation.after_commit_before_reply");
        }

        await using var next = await NotificationsProcess.StartAsync(backing);
        Assert.Equal("TOKEN_REVOKED", await OutcomeAsync(next, TestIssuer.As(Office, id: id)));
        var answer = await next.Revocations.RevokeTokensAsync(request, TestIssuer.Central("pencabut"));
        await Eventually.SeeAsync(
            () => backing.ScalarAsync<long>("select count(*) from messaging.outbox_sent where aggregate = $1", Guid.Parse(answer.RevocationId)), sent => sent == 1);
        Assert.Equal((1L, 1L), (await RecordsAsync(answer), await EventsAsync(answer)));
    }

    [Fact]
    public async Task The_record_says_who_and_why_and_not_whose_and_the_hash_goes_with_the_last_token()
    {
        var person = $"orang-{Guid.NewGuid():N}";
        var digest = Convert.FromHexString(RevokedToken.OfSubject(person));
        await using (var replica = await NotificationsProcess.StartAsync(backing))
        {
            await RevokeAsync(replica, RevokedKind.Token, Refused.NewId());
            var revoked = await RevokeAsync(replica, RevokedKind.Subject, person);
            var page = await replica.Revocations.ListTokenRevocationsAsync(new ListTokenRevocationsRequest { PageSize = 1 }, TestIssuer.As("bawaslu:00", "auditor"));
            var recorded = Assert.Single(page.Revocations);
            var before = await replica.Revocations.ListTokenRevocationsAsync(new ListTokenRevocationsRequest { PageToken = page.NextPageToken }, TestIssuer.Central());

            Assert.Equal((revoked.RevocationId, RevokedKind.Subject, RevocationCause.DeviceLost, "pencabut", revoked.RevokedAt, revoked.ExpiresAt),
                (recorded.RevocationId, recorded.Kind, recorded.Cause, recorded.RevokedBy, recorded.RevokedAt, recorded.ExpiresAt));
            Assert.DoesNotContain(recorded, before.Revocations);
            Assert.DoesNotContain(person, replica.Output, StringComparison.Ordinal);
            Assert.Equal(0L, await backing.ScalarAsync<long>(
                "select count(*) from (select body from messaging.outbox union all select body from messaging.outbox_sent) o where position(convert_to($1, 'UTF8') in body) > 0", person));
            await Refused.AsAsync(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", replica.Revocations.ListTokenRevocationsAsync(new ListTokenRevocationsRequest { PageToken = "?" }, TestIssuer.Central()));
            await Refused.AsAsync(StatusCode.InvalidArgument, "PAGE_SIZE_INVALID", replica.Revocations.ListTokenRevocationsAsync(new ListTokenRevocationsRequest { PageSize = 201 }, TestIssuer.Central()));
        }

        await backing.ScalarAsync<int>("with past as (update messaging.revoked_tokens set expires_at = now() - interval '1 second' where digest = $1 returning 1) select count(*)::int from past", digest);
        await using var next = await NotificationsProcess.StartAsync(backing);
        Assert.Equal("", await OutcomeAsync(next, TestIssuer.As(Office, person: person, age: TimeSpan.FromMinutes(1))));
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from messaging.revoked_tokens where digest = $1", digest), left => left == 0);
    }

    [Theory]
    [InlineData("bawaslu:00", "central", true)]
    [InlineData("bawaslu:00", "auditor", true)]
    [InlineData("bawaslu:75", "auditor", false)]
    [InlineData("bawaslu:75.71", "auditor", false)]
    [InlineData("ppk:00", "auditor", false)]
    public async Task The_record_is_of_the_whole_country_and_so_of_no_office_but_centrals(string office, string role, bool isTold)
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        await RevokeAsync(replica, RevokedKind.Session, Refused.NewId());

        var page = await replica.Revocations.ListTokenRevocationsAsync(new ListTokenRevocationsRequest { PageSize = 1 }, TestIssuer.As(office, role));

        Assert.Equal(isTold ? 1 : 0, page.Revocations.Count);
        Assert.True(isTold || page.NextPageToken.Length == 0);
        await Refused.AsAsync(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", replica.Revocations.ListTokenRevocationsAsync(new ListTokenRevocationsRequest { PageToken = "?" }, TestIssuer.As(office, role)));
    }

    private static RevokeTokensRequest Request(RevokedKind kind, string value) => new() { RequestId = Refused.NewId(), Kind = kind, Value = value, Cause = RevocationCause.DeviceLost };

    private static Task<RevokeTokensResponse> RevokeAsync(NotificationsProcess replica, RevokedKind kind, string value) =>
        replica.Revocations.RevokeTokensAsync(Request(kind, value), TestIssuer.Central("pencabut")).ResponseAsync;

    private static async Task<string> OutcomeAsync(NotificationsProcess replica, Metadata token)
    {
        try
        {
            await replica.Inbox.ListNoticesAsync(new ListNoticesRequest(), token);
            return "";
        }
        catch (RpcException refused)
        {
            return Refusal.Of(refused).Reason;
        }
    }

    private static async Task ReadAsync(AsyncServerStreamingCall<WatchNoticesResponse> stream)
    {
        while (await stream.ResponseStream.MoveNext())
        {
            // Signs of life.
        }
    }

    private Task<long> RecordsAsync(RevokeTokensResponse revoked) => backing.ScalarAsync<long>("select count(*) from notifications.token_revocations where id = $1", Guid.Parse(revoked.RevocationId));

    private Task<long> EventsAsync(RevokeTokensResponse revoked) => backing.ScalarAsync<long>(
        "select count(*) from (select aggregate from messaging.outbox union all select aggregate from messaging.outbox_sent) o where aggregate = $1", Guid.Parse(revoked.RevocationId));
}
