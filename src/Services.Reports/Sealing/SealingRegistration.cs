namespace Netralitas.Services.Reports.Sealing;

/// <summary>Where the keys are; configuration section <c>Reports:Sealing</c>.</summary>
internal sealed record SealingOptions
{
    /// <summary>Folder of the public keys of all offices, of central Bawaslu and of the custodians.</summary>
    public string PublicKeysPath { get; init; } = "";

    /// <summary>Folder of the private keys of offices and of central Bawaslu. Only for review.</summary>
    public string PrivateKeysPath { get; init; } = "";

    /// <summary>Folder of the private keys of the custodians. Empty where no identity can be opened, which is how a deployment comes.</summary>
    public string CustodianKeysPath { get; init; } = "";
}

/// <summary>Reads the keys at start, so that a missing one is found before the first report.</summary>
internal static class SealingRegistration
{
    /// <summary>Adds the public keys.</summary>
    /// <exception cref="InvalidOperationException">Names everything that is wrong with the folder.</exception>
    internal static void AddSealingKeys(this WebApplicationBuilder builder)
    {
        var options = OptionsOf(builder);
        var keys = Read(options.PublicKeysPath, nameof(SealingOptions.PublicKeysPath), KeyFiles.ReadPublic);
        // Made here and not at first use: it refuses to begin without a key for central and custodians.
        builder.Services.AddSingleton(new SealingKeys(keys, TimeProvider.System));
        builder.Services.AddSingleton<ContentSealing>();
    }

    /// <summary>Adds the private keys of offices and central, and those of custodians where there are any.</summary>
    /// <exception cref="InvalidOperationException">Names everything that is wrong with a folder.</exception>
    internal static void AddOpeningKeys(this WebApplicationBuilder builder)
    {
        var options = OptionsOf(builder);
        var keys = Read(options.PrivateKeysPath, nameof(SealingOptions.PrivateKeysPath), KeyFiles.ReadPrivate);
        var custodians = options.CustodianKeysPath.Length == 0 ? [] : Read(options.CustodianKeysPath, nameof(SealingOptions.CustodianKeysPath), KeyFiles.ReadPrivate);
        if (keys.Any(key => key.Recipient == KeyRecipient.Custodian) || custodians.Any(key => key.Recipient != KeyRecipient.Custodian))
        {
            throw new InvalidOperationException("Private keys of custodians stand in Reports:Sealing:CustodianKeysPath, and nothing else does.");
        }

        builder.Services.AddSingleton(new OpeningKeys(keys));
        builder.Services.AddSingleton(new CustodianKeys(new OpeningKeys(custodians)));
    }

    /// <summary>Adds no private key: nothing that was sealed to anyone opens in this process.</summary>
    internal static void AddNoOpeningKeys(this WebApplicationBuilder builder) => builder.Services.AddSingleton(new OpeningKeys([]));

    private static SealingOptions OptionsOf(WebApplicationBuilder builder) => builder.Configuration.GetSection("Reports:Sealing").Get<SealingOptions>() ?? new SealingOptions();

    private delegate IReadOnlyList<TKey> Reader<TKey>(string folder, List<string> problems);

    private static IReadOnlyList<TKey> Read<TKey>(string folder, string setting, Reader<TKey> read)
    {
        if (folder.Length == 0)
        {
            throw new InvalidOperationException($"Reports:Sealing:{setting} is missing: set Reports__Sealing__{setting} to a folder of keys; see docs/confidentiality.md.");
        }

        var problems = new List<string>();
        var keys = read(folder, problems);
        if (keys.Count == 0 && problems.Count == 0)
        {
            problems.Add($"{folder} holds no key");
        }

        return problems.Count == 0 ? keys : throw new InvalidOperationException($"Reports:Sealing:{setting}: {string.Join("; ", problems)}.");
    }
}
