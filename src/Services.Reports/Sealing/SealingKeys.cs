namespace Netralitas.Services.Reports.Sealing;

/// <summary>The public keys: who has only them can write and cannot read back.</summary>
/// <remarks>Of a recipient's keys that are valid the newest seals. Keys are read at start; a new one is put into the folder before its <c>seals_from</c>, and every replica is started again.</remarks>
internal sealed class SealingKeys
{
    private readonly ILookup<KeyRecipient, PublicKeyFile> keys;
    private readonly TimeProvider clock;

    /// <summary>Takes keys.</summary>
    /// <param name="keys">All public keys.</param>
    /// <param name="clock">Decides which of them are valid.</param>
    /// <exception cref="InvalidOperationException">Central or the custodians have no key that is valid now.</exception>
    internal SealingKeys(IEnumerable<PublicKeyFile> keys, TimeProvider clock)
    {
        this.keys = keys.OrderByDescending(key => key.SealsFrom).ThenByDescending(key => key.Id, StringComparer.Ordinal).ToLookup(key => key.Recipient);
        this.clock = clock;
        var missing = new[] { KeyRecipient.Central, KeyRecipient.Custodian }.Where(recipient => NewestOf(recipient) is null).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"There is no public key that is valid now for {string.Join(" and ", missing)}.");
        }
    }

    /// <summary>The id of the key that <see cref="Seal"/> uses now.</summary>
    internal string KeyIdOf(KeyRecipient recipient) => Of(recipient).Id;

    /// <summary>Seals to a recipient. An office without a valid key of its own is served by the next office above that has one, at last by central Bawaslu.</summary>
    /// <param name="recipient">Who is to open it.</param>
    /// <param name="plain">Any bytes; clearing them is the caller's.</param>
    /// <param name="aad">Where it belongs; not secret, and needed to open.</param>
    /// <returns>In the form of <see cref="SealedForm"/>.</returns>
    internal byte[] Seal(KeyRecipient recipient, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> aad)
    {
        var key = Of(recipient);
        return SealedForm.Seal(key.Id, key.Key, plain, aad);
    }

    private PublicKeyFile Of(KeyRecipient recipient)
    {
        // A key that went out of use is better than losing a report: whoever has its private half still opens.
        var last = recipient.Region is null ? recipient : KeyRecipient.Central;
        return recipient.Region?.Upwards.Select(code => NewestOf(KeyRecipient.Office(code))).FirstOrDefault(own => own is not null) ?? NewestOf(last) ?? keys[last].First();
    }

    private PublicKeyFile? NewestOf(KeyRecipient recipient)
    {
        var now = clock.GetUtcNow();
        return keys[recipient].FirstOrDefault(key => key.SealsAt(now));
    }
}
