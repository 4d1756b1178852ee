using System.Security.Cryptography;

namespace Netralitas.Cryptography.Tests;

/// <summary>The suite that is in use, AES-256-GCM, for which RFC 9180 prints no vectors of P-256: held against those of two other implementations.</summary>
public class HpkeAes256Tests
{
    // RFC 9180's working group vectors as the Go project accumulates them: SHAKE128 draws 1,000 pairs of additional data and plaintext (a byte of length, then
    // the bytes) and 1,000 export contexts for lengths 0 to 999; SHAKE128 of all that comes out is given in 16 bytes.
    private const string EphemeralSeed = "a90d3417c3da9cb6c6ae19b4b5dd6cc9529a4cc24efb7ae0ace1f31887a8cd6c";
    private const string RecipientSeed = "a0ce15d49e28bd47a18a97e147582d814b08cbe00109fed5ec27d1b4e9f6f5e3";
    private const string RecipientSecret = "317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2";
    private const string RecipientPublic = "04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c";
    private const string Encapsulated = "04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0";
    private const string Encryptions = "8d3263541fc1695b6e88ff3a1208577c";
    private const string Exports = "038af0baa5ce3c4c5f371c3823b15217";

    // Sealed by pyca/cryptography 48 to the same key, drawn until the x coordinate of the shared point began with 00: an agreement that loses it opens 255 of 256 messages.
    private const string SealedByAnother =
        "04a1ef7a16023e21085d2988af5d6ddc84307a37a886ff899a466b97d225b810e5be9f7741170e06e497d8ccdf0fcfbd87f62c1e866cda8e38063f2948e95586f9"
        + "3d417512ee56589fd3b8ad8debbcebc9aaf573dab73730e5cf35";

    private static readonly byte[] Info = Convert.FromHexString("4f6465206f6e2061204772656369616e2055726e");

    [Fact]
    public void Keys_are_those_of_the_vector()
    {
        using var recipient = HpkePrivateKey.Import(HpkeVectors.DeriveSecret(Convert.FromHexString(RecipientSeed)));
        using var ephemeral = HpkePrivateKey.Import(HpkeVectors.DeriveSecret(Convert.FromHexString(EphemeralSeed)));

        Assert.Equal(RecipientSecret, Convert.ToHexStringLower(recipient.Export()));
        Assert.Equal(RecipientPublic, Convert.ToHexStringLower(recipient.PublicKey.Export()));
        Assert.Equal(Encapsulated, Convert.ToHexStringLower(ephemeral.PublicKey.Export()));
    }

    [Fact]
    public void A_thousand_messages_in_sequence_are_those_of_the_vector()
    {
        using var recipient = HpkePrivateKey.Import(Convert.FromHexString(RecipientSecret));
        using var ephemeral = HpkePrivateKey.Import(HpkeVectors.DeriveSecret(Convert.FromHexString(EphemeralSeed)));
        using var sender = HpkeSender.Setup(HpkeSuite.Aes256Gcm, recipient.PublicKey, Info, ephemeral);
        using var opener = HpkeRecipient.Setup(HpkeSuite.Aes256Gcm, recipient, Info, HpkePublicKey.Import(Convert.FromHexString(Encapsulated)));
        using var sealedOnes = new Shake128();
        var drawn = new Drawn();
        for (var n = 0; n < 1000; n++)
        {
            var aad = drawn.Next();
            var plaintext = drawn.Next();
            var message = HpkeVectors.Seal(sender, aad, plaintext);
            sealedOnes.AppendData(message);

            Assert.Equal(plaintext, opener.Open(aad, message));
        }

        Assert.Equal(Encryptions, Convert.ToHexStringLower(sealedOnes.GetHashAndReset(16)));
    }

    [Fact]
    public void A_thousand_exports_are_those_of_the_vector()
    {
        using var recipient = HpkePrivateKey.Import(Convert.FromHexString(RecipientSecret));
        using var opener = HpkeRecipient.Setup(HpkeSuite.Aes256Gcm, recipient, Info, HpkePublicKey.Import(Convert.FromHexString(Encapsulated)));
        using var exported = new Shake128();
        var drawn = new Drawn();
        for (var length = 0; length < 1000; length++)
        {
            exported.AppendData(opener.Export(drawn.Next(), length));
        }

        Assert.Equal(Exports, Convert.ToHexStringLower(exported.GetHashAndReset(16)));
    }

    [Fact]
    public void A_message_sealed_by_another_implementation_opens_also_when_the_agreement_begins_with_a_zero()
    {
        using var recipient = HpkePrivateKey.Import(Convert.FromHexString(RecipientSecret));
        byte[] message = [0x01, .. Convert.FromHexString(SealedByAnother)];

        Assert.Equal(0, recipient.Agree(HpkePublicKey.Import(message.AsSpan(1, HpkePublicKey.Length)))[0]);
        Assert.Equal("Netralitas"u8, Hpke.Open(recipient, "netralitas/report/v1"u8, "ntrl/v1|body|1"u8, message));
    }

    private sealed class Drawn
    {
        // 1,000 pairs of at most 1 + 255 bytes.
        private readonly byte[] stream = Shake128.HashData([], 2 * 1000 * 256);
        private int position;

        internal byte[] Next()
        {
            var start = position + 1;
            position = start + stream[position];
            return stream[start..position];
        }
    }
}
