using System.Security.Claims;
using Grpc.Core;

namespace Netralitas.ServiceDefaults.Tests;

public class CallerTests
{
    [Fact]
    public void A_caller_is_who_the_claims_say()
    {
        var caller = Caller.Of(User(("sub", "petugas-7"), ("role", Roles.Officer), ("office", "bawaslu:75.71")));

        Assert.Equal(new Caller("petugas-7", "officer", new Office("bawaslu", "75.71")), caller);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bawaslu:7571")]
    [InlineData("bawaslu:75.71,bawaslu:00")]
    public void Without_a_readable_office_nobody_calls(string? office)
    {
        var user = office is null ? User(("sub", "petugas-7"), ("role", Roles.Officer)) : User(("sub", "petugas-7"), ("role", Roles.Officer), ("office", office));

        var refusal = Assert.Throws<RefusalException>(() => Caller.Of(user));

        Assert.Equal((StatusCode.PermissionDenied, "OFFICE_CLAIM_INVALID"), (refusal.Code, refusal.Reason));
        Assert.Equal("Token Anda tidak menyebut kantor yang sesuai dengan perannya. Minta token dengan klaim office, misalnya bawaslu:75.71 untuk officer.", refusal.Message);
    }

    [Theory]
    [InlineData(Roles.Central, "bawaslu:00", true)]
    [InlineData(Roles.Central, "bawaslu:75.71", false)]
    [InlineData(Roles.Central, "ppk:00", false)]
    [InlineData(Roles.Officer, "bawaslu:75.71", true)]
    [InlineData(Roles.Officer, "ppk:75.71", false)]
    [InlineData(Roles.Agency, "ppk:75.71", true)]
    [InlineData(Roles.Agency, "opd:75.71.05", true)]
    [InlineData(Roles.Agency, "bawaslu:00", false)]
    [InlineData(Roles.Auditor, "bawaslu:12", true)]
    [InlineData(Roles.Signatory, "opd:12", true)]
    public void A_role_goes_with_its_kind_of_office(string role, string office, bool goes)
    {
        var refusal = Record.Exception(() => Caller.Of(User(("role", role), ("office", office)))) as RefusalException;

        Assert.Equal(goes ? null : "OFFICE_CLAIM_INVALID", refusal?.Reason);
    }

    [Fact]
    public void What_another_service_calls_a_role_is_none_and_two_of_ours_are_nobodys()
    {
        var caller = Caller.Of(User(("role", "offline_access"), ("role", Roles.Officer), ("office", "bawaslu:75.71")));

        Assert.Equal(Roles.Officer, caller.Role);
        Assert.Null(Caller.TryOf(User(("role", "offline_access"), ("role", Roles.Officer), ("office", "ppk:75.71"))));
        Assert.Null(Caller.TryOf(User(("role", Roles.Signatory), ("role", Roles.Central), ("office", "opd:75.71"))));
    }

    [Fact]
    public void Names_that_the_token_lacks_are_empty_and_open_nothing()
    {
        var caller = Caller.Of(User(("office", "bawaslu:75.71")));

        Assert.Equal(("", ""), (caller.Subject, caller.Role));
    }

    private static ClaimsPrincipal User(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(c => new Claim(c.Type, c.Value)), "test"));
}
