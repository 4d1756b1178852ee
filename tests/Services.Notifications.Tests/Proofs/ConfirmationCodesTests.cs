using Netralitas.Services.Notifications.Proofs;
using Netralitas.Services.Notifications.Webhooks;

namespace Netralitas.Services.Notifications.Tests.Proofs;

public class ConfirmationCodesTests
{
    private const string Old = "uji-0123456789-0123456789-0123456789";
    private const string New = "uji-9876543210-9876543210-9876543210";

    private static readonly Guid Delivery = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44");

    [Fact]
    public void A_code_is_the_same_each_time_another_for_each_delivery_and_found_however_it_is_typed()
    {
        var codes = Codes("1", ("1", Old));
        var code = codes.CodeOf(Delivery, codes.DigestOf(Delivery))!;

        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", code);
        Assert.Equal(code, codes.CodeOf(Delivery, codes.DigestOf(Delivery)));
        Assert.NotEqual(code, codes.CodeOf(Guid.Empty, codes.DigestOf(Guid.Empty)));
        Assert.All(new[] { code, code.ToLowerInvariant(), code.Replace("-", "", StringComparison.Ordinal), $" {code.Replace('-', ' ')} " }, typed => Assert.Equal(codes.DigestOf(Delivery), ConfirmationCodes.Read(typed)));
        Assert.All(new[] { "", "7K2M", code + "0", new string('U', 16) }, typed => Assert.Null(ConfirmationCodes.Read(typed)));
    }

    [Fact]
    public void A_message_that_was_planned_before_the_secret_changed_keeps_its_code_until_the_old_secret_is_gone()
    {
        var before = Codes("1", ("1", Old));
        var digest = before.DigestOf(Delivery);

        Assert.Equal(before.CodeOf(Delivery, digest), Codes("2", ("1", Old), ("2", New)).CodeOf(Delivery, digest));
        Assert.NotEqual(digest, Codes("2", ("1", Old), ("2", New)).DigestOf(Delivery));
        Assert.Null(Codes("2", ("2", New)).CodeOf(Delivery, digest));
        Assert.Null(Codes("1").DigestOf(Delivery));
        Assert.Null(before.CodeOf(Delivery, null));
    }

    private static ConfirmationCodes Codes(string current, params (string Id, string Secret)[] keys) =>
        new(new WebhookOptions { CurrentKey = current, Keys = keys.ToDictionary(key => key.Id, key => key.Secret) });
}
