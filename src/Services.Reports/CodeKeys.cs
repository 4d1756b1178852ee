using Netralitas.Cryptography;

namespace Netralitas.Services.Reports;

/// <summary>Secrets under which numbers and access codes are computed; configuration section <c>Reports:Codes</c>.</summary>
internal sealed record CodeKeysOptions
{
    /// <summary>Id of the secret for new reports.</summary>
    public string CurrentKey { get; init; } = "1";

    /// <summary>Secrets of at least 32 characters, by id. An old one stays as long as there are reports under it: their reporters' codes depend on it.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();
}

/// <summary>The codes of new reports, and of those that were taken in under an older secret.</summary>
internal sealed class CodeKeys
{
    private readonly Dictionary<string, ReportCodes> byId;

    internal CodeKeys(CodeKeysOptions options)
    {
        byId = options.Keys.ToDictionary(key => key.Key, key => new ReportCodes(key.Value));
        CurrentId = options.CurrentKey;
        Current = byId.GetValueOrDefault(CurrentId)
            ?? throw new InvalidOperationException($"Reports:Codes:Keys:{CurrentId} is missing: set Reports__Codes__Keys__{CurrentId} to a secret of at least 32 characters.");
    }

    internal string CurrentId { get; }

    internal ReportCodes Current { get; }

    /// <summary>Ids of all secrets.</summary>
    internal IReadOnlyCollection<string> Ids => byId.Keys;

    /// <exception cref="InvalidOperationException">A report was taken in under a secret that is no longer configured.</exception>
    internal ReportCodes Of(string id) => byId.GetValueOrDefault(id)
        ?? throw new InvalidOperationException($"Reports:Codes:Keys:{id} is missing, and reports depend on it.");
}

/// <summary>Reads the secrets at start, so that a missing one is found before the first report.</summary>
internal static class CodeKeysRegistration
{
    internal static void AddCodeKeys(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(new CodeKeys(builder.Configuration.GetSection("Reports:Codes").Get<CodeKeysOptions>() ?? new CodeKeysOptions()));
}
