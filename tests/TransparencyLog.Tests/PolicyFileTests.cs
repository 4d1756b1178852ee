using Netralitas.Cryptography;

namespace Netralitas.TransparencyLog.Tests;

public sealed class PolicyFileTests
{
    private static readonly string Log = KeyOf("log.netralitas.test/v1", SignatureType.Ed25519, 1);
    private static readonly string Other = KeyOf("log.netralitas.test/v2", SignatureType.Ed25519, 2);
    private static readonly string A = KeyOf("a.test/w", SignatureType.Cosignature, 3);
    private static readonly string B = KeyOf("b.test/w", SignatureType.Cosignature, 4);

    [Theory]
    [InlineData("quorum none", 0, 0)]
    [InlineData("quorum A", 1, 1)]
    [InlineData("group G all A B\nquorum G", 2, 2)]
    [InlineData("group G any A B\nquorum G", 2, 1)]
    [InlineData("group G 2 A B\n\n # akhir\nquorum\t G ", 2, 2)]
    public void A_policy_says_which_witnesses_and_how_many(string quorum, int witnesses, int least)
    {
        Assert.True(TrustPolicy.TryParse($"# kunci\nlog {Log} https://log.test\n witness A {A}\nwitness B {B} https://b.test\n{quorum}\n", out var policies, out var problem), problem);

        var policy = Assert.Single(policies);
        Assert.Equal(("log.netralitas.test/v1", witnesses, least), (policy.Origin, policy.Witnesses.Count, policy.Quorum));
    }

    [Fact]
    public void Each_origin_is_a_log_of_its_own()
    {
        Assert.True(TrustPolicy.TryParse($"log {Log}\nlog {Other}\nquorum none", out var policies, out var problem), problem);
        Assert.Equal(["log.netralitas.test/v1", "log.netralitas.test/v2"], policies.Select(policy => policy.Origin));
    }

    [Theory]
    [InlineData("", "no line quorum")]
    [InlineData("quorum none", "no line log")]
    [InlineData("log L\nquorum none", "line 1: not of the form")]
    [InlineData("log @A\nquorum none", "line 1: a witness's key")]
    [InlineData("log @L\nwitness A @L\nquorum none", "line 2: a log's key")]
    [InlineData("log @L\nwitness A @A\nwitness A @B\nquorum A", "line 3: A is taken")]
    [InlineData("log @L\nwitness none @A\nquorum none", "line 2: none is taken")]
    [InlineData("log @L\nwitness A @A\nwitness B @A\ngroup G all A B\nquorum G", "One key is given twice")]
    [InlineData("log @L\nlog @L\nquorum none", "One key is given twice")]
    [InlineData("log @L\nquorum A\nwitness A @A", "line 2: A is no witness")]
    [InlineData("log @L\nquorum none\nquorum none", "line 3: a second quorum")]
    [InlineData("log @L\nwitness A @A\ngroup G 2 A\nquorum G", "line 3: a group of fewer")]
    [InlineData("log @L\nwitness A @A\ngroup G 0 A\nquorum G", "line 3: a group of fewer")]
    [InlineData("log @L\nwitness A @A\ngroup G any A A\nquorum G", "line 3: a group of fewer")]
    [InlineData("log @L\nwitness A @A\ngroup G any A\ngroup H any G\nquorum H", "line 4: a member is no witness")]
    [InlineData("log @L\nwitnes A @A\nquorum none", "line 2: no log, witness, group or quorum")]
    public void What_is_no_policy_is_refused_with_its_line(string text, string start)
    {
        var keyed = text.Replace("@L", Log, StringComparison.Ordinal).Replace("@A", A, StringComparison.Ordinal).Replace("@B", B, StringComparison.Ordinal);
        Assert.False(TrustPolicy.TryParse(keyed, out _, out var problem));
        Assert.StartsWith(start, problem, StringComparison.Ordinal);
    }

    private static string KeyOf(string name, SignatureType type, byte seed) =>
        new VerifierKey(name, type, Ed25519PrivateKey.Import([.. Enumerable.Repeat(seed, Ed25519PrivateKey.Length)]).PublicKey).ToString();
}
