using Google.Protobuf.WellKnownTypes;

namespace Netralitas.ServiceDefaults.Tests;

public class ServiceProofTests
{
    private const string Method = "/netralitas.uji.v1.Uji/Tanya";
    private const string Token = "Bearer uji";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 16, 0, 0, TimeSpan.Zero);
    private static readonly StringValue Request = new() { Value = "uji" };
    private static readonly ServiceProof Proof = new(new string('a', 32));

    private static string Made => Proof.Make(Method, Token, Request, Now);

    [Theory]
    [InlineData(-60, true)]
    [InlineData(0, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(-61, false)]
    public void A_proof_holds_for_a_minute(int secondsLater, bool holds) => Assert.Equal(holds, Proof.Holds(Method, Token, Made, Request, Now.AddSeconds(secondsLater)));

    [Fact]
    public void A_proof_holds_for_one_method_one_user_and_one_request()
    {
        Assert.False(Proof.Holds("/netralitas.uji.v1.Uji/Lain", Token, Made, Request, Now));
        Assert.False(Proof.Holds(Method, "Bearer lain", Made, Request, Now));
        Assert.False(Proof.Holds(Method, Token, Made, new StringValue { Value = "lain" }, Now));
        Assert.False(new ServiceProof(new string('b', 32)).Holds(Method, Token, Made, Request, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1763827200")]
    [InlineData("x.0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("1763827200.zz00000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_proof_holds_nothing(string proof) => Assert.False(Proof.Holds(Method, Token, proof, Request, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_secret_nothing_is_made_and_nothing_holds(string? secret)
    {
        var without = new ServiceProof(secret);

        Assert.False(without.IsConfigured);
        Assert.False(without.Holds(Method, Token, Made, Request, Now));
        Assert.Throws<InvalidOperationException>(() => without.Make(Method, Token, Request, Now));
    }

    [Fact]
    public void A_short_secret_is_none() => Assert.Throws<InvalidOperationException>(() => new ServiceProof(new string('a', 31)));
}
