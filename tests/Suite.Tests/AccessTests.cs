using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.IdentityModel.Tokens;
using Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class AccessTests(RunningSuite suite)
{
    private const string Office = "bawaslu:75.71";

    [Fact]
    public async Task Without_a_token_nobody_is_known()
    {
        var refusal = await Refusal.OfAsync(suite.Texts.PublishPledgeTextAsync(Requests.PledgeText()));

        Assert.Equal((StatusCode.Unauthenticated, "TOKEN_MISSING_OR_INVALID"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task A_token_that_is_wrong_in_any_one_way_is_no_token()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var shared = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('k', 64)));
        var good = suite.Issuer.Token(Office, "officer");
        var unsigned = string.Join('.', Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}"""), good.Split('.')[1], "");
        Dictionary<string, string> wrong = new()
        {
            ["expired"] = suite.Issuer.Token(Office, "officer", lifetime: TimeSpan.FromMinutes(-2)),
            ["other issuer"] = suite.Issuer.Token(Office, "officer", issuer: "https://contoh.test"),
            ["other audience"] = suite.Issuer.Token(Office, "officer", audience: "lain"),
            ["other type"] = suite.Issuer.Token(Office, "officer", type: "JWT"),
            ["a stranger's key"] = suite.Issuer.Token(Office, "officer", signedWith: new ECDsaSecurityKey(stranger)),
            ["a shared key"] = suite.Issuer.Token(Office, "officer", signedWith: shared, algorithm: SecurityAlgorithms.HmacSha256),
            ["no signature"] = unsigned,
            ["cut off"] = good[..^4],
            ["no token at all"] = "abc",
        };

        foreach (var (how, token) in wrong)
        {
            var refusal = await Refusal.OfAsync(suite.Texts.PublishPledgeTextAsync(Requests.PledgeText(), RunningSuite.Bearer(token)));
            Assert.True((refusal.Code, refusal.Reason) == (StatusCode.Unauthenticated, "TOKEN_MISSING_OR_INVALID"), $"{how}: {refusal}");
        }
    }

    [Theory]
    [InlineData("signatory")]
    [InlineData("auditor")]
    [InlineData("ops")]
    [InlineData("custodian")]
    [InlineData("")]
    public async Task A_role_that_may_not_write_is_refused(string role)
    {
        var refusal = await Refusal.OfAsync(suite.Texts.PublishPledgeTextAsync(Requests.PledgeText(), suite.As(Office, role)));

        Assert.Equal((StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task A_token_without_a_readable_office_is_refused()
    {
        var refusal = await Refusal.OfAsync(suite.Texts.PublishPledgeTextAsync(Requests.PledgeText(), suite.As("Gorontalo")));

        Assert.Equal((StatusCode.PermissionDenied, "OFFICE_CLAIM_INVALID"), (refusal.Code, refusal.Reason));
    }

    [Theory]
    [InlineData("bawaslu:75.71", "officer", "bawaslu:75.71", null)]
    [InlineData("bawaslu:75", "officer", "bawaslu:75.71", null)]
    [InlineData("bawaslu:00", "central", "bawaslu:75.71", null)]
    [InlineData("bawaslu:00", "auditor", "bawaslu:12", null)]
    [InlineData("bawaslu:75.71", "officer", "bawaslu:75", "OFFICE_NOT_YOURS")]
    [InlineData("bawaslu:75.71", "officer", "bawaslu:75.01", "OFFICE_NOT_YOURS")]
    [InlineData("bawaslu:75.71", "officer", "bawaslu:00", "OFFICE_NOT_YOURS")]
    [InlineData("ppk:75", "officer", "bawaslu:75.71", "OFFICE_CLAIM_INVALID")]
    [InlineData("bawaslu:75.71", "central", "bawaslu:12", "OFFICE_CLAIM_INVALID")]
    [InlineData("bawaslu:75.71", "officer", "kantor", "OFFICE_INVALID")]
    [InlineData("bawaslu:75.71", "agency", "bawaslu:75.71", "OFFICE_CLAIM_INVALID")]
    [InlineData("bawaslu:75.71", "signatory", "bawaslu:75.71", "ROLE_NOT_ALLOWED")]
    [InlineData("bawaslu:75.71", "ops", "bawaslu:75.71", "ROLE_NOT_ALLOWED")]
    [InlineData("ppk:75.71", "agency", "ppk:75.71", null)]
    [InlineData("ppk:75.71", "agency", "bawaslu:75.71", "OFFICE_NOT_YOURS")]
    [InlineData("ppk:75.71", "agency", "opd:75.71", "OFFICE_NOT_YOURS")]
    public async Task An_inbox_is_read_by_its_office_those_above_and_auditors(string caller, string role, string inbox, string? reason)
    {
        var call = suite.Inbox.ListNoticesAsync(new ListNoticesRequest { Office = inbox }, suite.As(caller, role));

        if (reason is null)
        {
            await call;
        }
        else
        {
            Assert.Equal(reason, (await Refusal.OfAsync(call)).Reason);
        }
    }

    [Theory]
    [InlineData("/netralitas.reports.v1.IntakeService/DeleteReport")]
    [InlineData("/netralitas.reports.v2.IntakeService/SubmitReport")]
    [InlineData("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")]
    public async Task What_is_not_in_the_contract_is_not_there(string method)
    {
        var refusal = await Refusal.OfAsync(RawCalls.SendAsync(suite.Channel, method, [], suite.As(Office)));

        Assert.Equal((StatusCode.Unimplemented, "METHOD_UNKNOWN"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task A_message_that_is_not_of_the_contract_is_told_so()
    {
        var refusal = await Refusal.OfAsync(RawCalls.SendAsync(suite.Channel, "/netralitas.reports.v1.IntakeService/SubmitReport", [0xff, 0xff, 0xff], []));

        Assert.Equal((StatusCode.InvalidArgument, "MESSAGE_UNREADABLE"), (refusal.Code, refusal.Reason));
    }
}
