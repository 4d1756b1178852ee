using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Cryptography.Tests;

public class ReportCodesTests
{
    private const string Secret = "netralitas test secret, 32 chars+";
    private static readonly Guid Request = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44");
    private static readonly byte[] Content = SHA256.HashData(Encoding.UTF8.GetBytes("curang"));

    // Computed by another program from HKDF-SHA256 (RFC 5869, no salt) and HMAC-SHA256 over the request's 16 bytes and the content's hash.
    // If this fails, the codes that reporters hold no longer open their reports.
    [Fact]
    public void The_derivation_does_not_change()
    {
        var codes = new ReportCodes(Secret);

        Assert.Equal("72E91BVZ26Z0", codes.Number(Request, Content));
        Assert.Equal("8N317AY2A8Z3QW83E59GHY8D", codes.AccessCode(Request, Content));
        Assert.Equal("CE4508605B8A0CF4660AC001EDF70793933AE4181FDB31C41793E92F7D76F59D", Convert.ToHexString(codes.Verifier("8N317AY2A8Z3QW83E59GHY8D")));
        Assert.Equal("B95416E58B67021F2449905B7D31698913AD00C318D672F3DF29E6B2E79512E7", Convert.ToHexString(codes.ContentMac(Request, Content)));
        Assert.Equal("0EEEEE553B35062D7A40BD89E918C83F2A41EA5878B7869107CB1709AE661A6E", Convert.ToHexString(ReportCodes.KeyOfReporter("8N317AY2A8Z3QW83E59GHY8D", [.. Enumerable.Range(0, 32).Select(n => (byte)n)])));
    }

    [Fact]
    public void The_same_request_content_and_secret_give_the_same_and_any_other_gives_others()
    {
        var first = All(Secret, Request, Content);

        Assert.Equal(first, All(Secret, Request, Content));
        var others = new[]
        {
            All(Secret + "!", Request, Content),
            All(Secret, Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e45"), Content),
            All(Secret, Request, SHA256.HashData(Content)),
        };
        Assert.Equal(12, others.Append(first).SelectMany(codes => codes).Distinct().Count());
    }

    [Fact]
    public void Number_and_code_have_their_length_and_the_code_its_check()
    {
        var codes = new ReportCodes(Secret);
        for (var n = 0; n < 200; n++)
        {
            var number = codes.Number(Request, [(byte)n]);
            var code = codes.AccessCode(Request, [(byte)n]);

            Assert.True(Crockford.TryRead(number, ReportCodes.NumberLength, out _));
            Assert.True(Crockford.TryRead(code, ReportCodes.AccessCodeLength, out _));
            Assert.True(Crockford.HasValidCheck(code));
            Assert.False(code.StartsWith(number, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_secret_of_fewer_than_32_characters_is_not_taken()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReportCodes(new string('x', 31)));
        Assert.NotEmpty(new ReportCodes(new string('x', 32)).Number(Request, Content));
    }

    private static string[] All(string secret, Guid request, byte[] content)
    {
        var codes = new ReportCodes(secret);
        var code = codes.AccessCode(request, content);
        return [codes.Number(request, content), code, Convert.ToHexString(codes.Verifier(code))];
    }
}
