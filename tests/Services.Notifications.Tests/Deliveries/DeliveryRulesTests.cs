using System.Net.Mail;
using System.Text;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Digests;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Proofs;
using Netralitas.Services.Notifications.Webhooks;

namespace Netralitas.Services.Notifications.Tests.Deliveries;

public class DeliveryRulesTests
{
    private static readonly OutwardMessage Message = new(Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"), 1, "+6281234", null, new TemplateWords { ShortText = "Bawaslu: \"uji\" & lain" });

    [Fact]
    public void The_next_address_is_the_first_that_was_not_tried_and_that_there_is_a_way_to()
    {
        var plan = new DeliveryPlan([new EmailChannel(new SmtpOptions()), new ProviderChannel(ContactChannel.Whatsapp, [], new HttpClient())], new ConfirmationCodes(new WebhookOptions()), new DigestOptions());
        Contact[] contacts =
        [
            new("Ketua", ContactChannel.Sms, "+62811"), new("Ketua", ContactChannel.Email, "ketua@contoh.go.id"), new("Ketua", ContactChannel.Whatsapp, "+62811"), new("Anggota", ContactChannel.Email, "anggota@contoh.go.id"),
        ];

        Assert.Equal("ketua@contoh.go.id", plan.Next(contacts, [])?.Address);
        Assert.Equal(ContactChannel.Whatsapp, plan.Next(contacts, [(ContactChannel.Email, "ketua@contoh.go.id")])?.Channel);
        Assert.Null(plan.Next(contacts, [.. contacts.Select(c => (c.Channel, c.Address))]));
    }

    [Fact]
    public async Task A_provider_is_called_as_its_manual_says()
    {
        var json = ProviderFields.BodyOf(new ProviderOptions { Fields = new Dictionary<string, string> { ["to"] = "{{alamat}}", ["message/text"] = "{{isi}}", ["message/key"] = "{{kunci}}" } }, Message);
        var form = ProviderFields.BodyOf(new ProviderOptions { IsForm = true, Fields = new Dictionary<string, string> { ["msisdn"] = "{{nomor}}", ["text"] = "{{isi}}" } }, Message);

        var text = await json.ReadAsStringAsync();
        Assert.Equal(("+6281234", "Bawaslu: \"uji\" & lain", "0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"),
            (ProviderFields.Read(text, "to"), ProviderFields.Read(text, "message/text"), ProviderFields.Read(text, "message/key")));
        Assert.Equal("msisdn=6281234&text=Bawaslu%3A+%22uji%22+%26+lain", await form.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"id":"a1"}""", "id", "a1")]
    [InlineData("""{"messages":[{"message-id":17}]}""", "messages/0/message-id", "17")]
    [InlineData("""{"messages":[]}""", "messages/0/message-id", null)]
    [InlineData("""{"id":{"a":1}}""", "id", null)]
    [InlineData("OK 17", "id", null)]
    [InlineData("", "id", null)]
    [InlineData("{", "id", null)]
    public void What_a_provider_calls_a_delivery_is_read_where_its_manual_says(string answer, string path, string? reference) => Assert.Equal(reference, ProviderFields.Read(answer, path));

    [Fact]
    public void A_receipt_is_read_as_JSON_or_as_a_form()
    {
        Assert.Equal("a1", ProviderFields.ReadReceipt("""{"msg":{"id":"a1"}}""", "msg/id"));
        Assert.Equal("a 1", ProviderFields.ReadReceipt("ref=a+1&status=DELIVRD", "ref"));
        Assert.Null(ProviderFields.ReadReceipt("status=DELIVRD", "ref"));
    }

    [Theory]
    [InlineData("DELIVRD", DeliveryStep.Confirm)]
    [InlineData("EXPIRED", DeliveryStep.Expire)]
    [InlineData("UNDELIV", DeliveryStep.Reject)]
    [InlineData("ACCEPTD", null)]
    [InlineData(null, null)]
    public void A_word_of_a_receipt_means_what_the_configuration_says_and_any_other_nothing(string? word, object? step) =>
        Assert.Equal((DeliveryStep?)step, Receipts.OutcomeOf(new ReceiptOptions { Delivered = ["DELIVRD"], Temporary = ["EXPIRED"], Permanent = ["UNDELIV"] }, word));

    [Fact]
    public void A_receipt_holds_under_its_secret_and_no_other()
    {
        var body = Encoding.UTF8.GetBytes("what do ya want for nothing?");

        // RFC 4231, test case 2.
        Assert.True(Receipts.IsSigned(body, "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "Jefe"));
        Assert.True(Receipts.IsSigned(body, "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843", "Jefe"));
        Assert.False(Receipts.IsSigned(body, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "Jeff"));
        Assert.False(Receipts.IsSigned([.. body, 0], "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "Jefe"));
        Assert.False(Receipts.IsSigned(body, null, "Jefe"));
        Assert.False(Receipts.IsSigned(body, "", "Jefe"));
    }

    [Fact]
    public void A_mail_server_that_knows_no_such_mailbox_ends_the_attempts_and_one_that_is_full_does_not()
    {
        Assert.IsType<SendOutcome.Refused>(EmailChannel.OutcomeOf(new SmtpFailedRecipientException(SmtpStatusCode.MailboxUnavailable, "a@b.id")));
        Assert.Equal(new SendOutcome.NotTaken(DeliveryFaults.ProviderBusy), EmailChannel.OutcomeOf(new SmtpFailedRecipientException(SmtpStatusCode.InsufficientStorage, "a@b.id")));
        Assert.Equal(new SendOutcome.NotTaken(DeliveryFaults.ProviderBusy), EmailChannel.OutcomeOf(new SmtpException(SmtpStatusCode.MustIssueStartTlsFirst)));
        Assert.IsType<SendOutcome.Unclear>(EmailChannel.OutcomeOf(new SmtpException(SmtpStatusCode.GeneralFailure)));
    }

    [Fact]
    public void Options_that_cannot_be_are_named_all_at_once()
    {
        var wrong = new DeliveryOptions
        {
            RetrySeconds = [-1],
            AtOnce = 0,
            LostAfterSeconds = 60,
            Smtp = new SmtpOptions(),
            Providers = [new ProviderOptions { Name = "a b", Receipts = new ReceiptOptions { Secret = "x" } }],
        };

        Assert.Empty(new DeliveryOptions().Problems());
        Assert.Equal(
            ["RetrySeconds", "LostAfterSeconds", "AtOnce", "Smtp", "Providers:0: Name", "Providers:0: Url", "Providers:0: Channels", "Providers:0: Receipts:Secret"],
            wrong.Problems().Select(problem => problem[..problem.LastIndexOf(": ", StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("ketua.kota@contoh.go.id", "k…@contoh.go.id")]
    [InlineData("+628123456789", "+628…89")]
    public void An_address_is_shown_with_its_middle_hidden(string address, string shown) => Assert.Equal(shown, DeliveryEndpoint.Hidden(address));
}
