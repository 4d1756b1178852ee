namespace Netralitas.Services.Pledges.Personal;

/// <summary>Secrets that personal data is kept under; configuration section <c>Pledges:PersonalData</c>. They are not in the database.</summary>
internal sealed record PersonalDataOptions
{
    /// <summary>Id of the key that seals from now on; ASCII letters and digits, at most 16.</summary>
    public string CurrentKey { get; init; } = "1";

    /// <summary>Secrets of at least 32 characters, by id. A new one is added and made current; an old one stays as long as anything is sealed under it.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>Secret of at least 32 characters that blind indexes are made with. Another secret would find nobody again: it is never changed.</summary>
    public string IndexKey { get; init; } = "";
}
