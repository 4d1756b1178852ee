using System.Security.Cryptography;
using System.Text;
using Netralitas.Sequencer;

namespace Netralitas.Services.Pledges.Personal;

/// <summary>Seals personal data, and makes the indexes by which it is found again. Safe to call from several threads.</summary>
/// <remarks>
/// Sealed: one byte of version, one of the length of the key's id, the id, a nonce of 12 bytes, a tag of 16, the ciphertext (AES-256-GCM). What a value is for is
/// authenticated with it: a value that is copied to another place does not open there. An index is the first 128 bits of HMAC-SHA256.
/// </remarks>
internal sealed class PersonalData : IDisposable
{
    /// <summary>First byte of whatever is sealed; no record of the log begins with it.</summary>
    internal const byte Version = 1;

    /// <summary>What records of signatures are sealed for, which open their entries in the log. Never changed.</summary>
    private const string RecordPurpose = "log-record";

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int MostPurpose = 64;
    private const int LeastSecret = 32;

    private readonly Dictionary<string, byte[]> keys = [];
    private readonly byte[] currentHeader;
    private readonly byte[] indexKey;
    private readonly byte[] sessionKey;
    private readonly byte[] rollKey;
    private readonly byte[] paperKey;

    // Neither cipher nor hash are for two threads at once; to make one anew costs more than to use it.
    private readonly ThreadLocal<AesGcm> cipher;
    private readonly ThreadLocal<IncrementalHash> indexHash;

    /// <exception cref="InvalidOperationException">A secret is missing or too short.</exception>
    internal PersonalData(PersonalDataOptions options)
    {
        foreach (var (id, secret) in options.Keys)
        {
            keys.Add(id, Derive(Long(secret, $"Keys:{id}"), $"netralitas/pledges/seal/{id}"));
        }

        var current = options.CurrentKey;
        if (!keys.TryGetValue(current, out var currentKey) || current.Length > 16)
        {
            throw new InvalidOperationException(
                $"Pledges:PersonalData:Keys:{current} is missing: set Pledges__PersonalData__Keys__{current} to a secret of at least {LeastSecret} characters, with an id of at most 16.");
        }

        currentHeader = [Version, (byte)current.Length, .. Encoding.ASCII.GetBytes(current)];
        var index = Long(options.IndexKey, "IndexKey");
        indexKey = Derive(index, "netralitas/pledges/index");
        sessionKey = Derive(index, "netralitas/pledges/session-code");
        rollKey = Derive(index, "netralitas/pledges/roll-nonce");
        paperKey = Derive(index, "netralitas/pledges/paper-number");
        cipher = new ThreadLocal<AesGcm>(() => new AesGcm(currentKey, TagLength), trackAllValues: true);
        indexHash = new ThreadLocal<IncrementalHash>(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, indexKey), trackAllValues: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var made in cipher.Values)
        {
            made.Dispose();
        }

        foreach (var made in indexHash.Values)
        {
            made.Dispose();
        }

        cipher.Dispose();
        indexHash.Dispose();
    }

    /// <summary>The index of a person with a number, wherever the number is met.</summary>
    /// <param name="digits">18 digits.</param>
    internal Guid IndexOfNumber(string digits) => Index("number", digits);

    /// <summary>The index of a post: a position in a unit, within its regency, city or province.</summary>
    internal Guid IndexOfPost(string regionCode, string agency, string position) =>
        Index("post", $"{regionCode[..Math.Min(regionCode.Length, 5)]}\n{WordKey.Of(agency)}\n{WordKey.Of(position)}");

    /// <summary>The index of a person of whom only the name and the post are known.</summary>
    internal Guid IndexOfName(string regionCode, string agency, string position, string name) =>
        Index("name", $"{regionCode[..Math.Min(regionCode.Length, 5)]}\n{WordKey.Of(agency)}\n{WordKey.Of(position)}\n{WordKey.Of(name)}");

    /// <summary>The index of a list, by which the same list is known again.</summary>
    internal Guid IndexOfList(IEnumerable<string> lines) => Index("list", string.Join('\n', lines));

    /// <summary>A check value by which two versions of something personal are told apart without opening either.</summary>
    internal byte[] CheckOf(string text) => IndexMac("check", text);

    /// <summary>What a rotating code of a session is cut from.</summary>
    internal byte[] SessionMac(string text) => Mac(sessionKey, "session", text);

    /// <summary>What makes a paper's number one that this service gave.</summary>
    internal byte[] PaperMac(string text) => Mac(paperKey, "paper", text);

    /// <summary>The nonce of a person's line on a sealed roll, where no receipt has one: with it, and with the roster, it can be shown later whom the line stood for.</summary>
    internal byte[] RollNonce(Guid declaration, Guid rosterEntry) => Mac(rollKey, "roll", $"{declaration}\n{rosterEntry}");

    /// <summary>Seals a text under the current key.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="text">The text.</param>
    internal byte[] Seal(string purpose, string text) => Seal(purpose, Encoding.UTF8.GetBytes(text));

    /// <summary>Seals bytes under the current key.</summary>
    internal byte[] Seal(string purpose, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[SealedLength(plain.Length)];
        Seal(purpose, plain, sealedBytes);
        return sealedBytes;
    }

    /// <summary>Seals bytes under the current key to where they are to stand, of <see cref="SealedLength"/> bytes.</summary>
    internal void Seal(string purpose, ReadOnlySpan<byte> plain, Span<byte> destination)
    {
        Span<byte> purposeBytes = stackalloc byte[MostPurpose];
        purposeBytes = purposeBytes[..Encoding.UTF8.GetBytes(purpose, purposeBytes)];
        currentHeader.CopyTo(destination);
        var nonce = destination.Slice(currentHeader.Length, NonceLength);
        var (tag, sealedPlain) = (currentHeader.Length + NonceLength, currentHeader.Length + NonceLength + TagLength);
        FreshBytes.Fill(nonce);
        cipher.Value!.Encrypt(nonce, plain, destination[sealedPlain..], destination[tag..sealedPlain], purposeBytes);
    }

    /// <summary>How many bytes so many have when they are sealed under the current key.</summary>
    internal int SealedLength(int plain) => currentHeader.Length + NonceLength + TagLength + plain;

    /// <summary>Opens what was sealed under the current key or an older one.</summary>
    /// <exception cref="InvalidOperationException">Its key is no longer configured, or it is no sealed value.</exception>
    /// <exception cref="CryptographicException">It was sealed for another purpose, or changed.</exception>
    internal byte[] Open(string purpose, ReadOnlySpan<byte> sealedBytes)
    {
        var key = keys.GetValueOrDefault(KeyOf(sealedBytes)) ?? throw new InvalidOperationException($"Pledges:PersonalData:Keys:{KeyOf(sealedBytes)} is missing, and sealed data depends on it.");
        var start = 2 + sealedBytes[1];
        var plain = new byte[sealedBytes.Length - start - NonceLength - TagLength];
        using var opener = new AesGcm(key, TagLength);
        opener.Decrypt(sealedBytes.Slice(start, NonceLength), sealedBytes[(start + NonceLength + TagLength)..], sealedBytes.Slice(start + NonceLength, TagLength), plain, Encoding.UTF8.GetBytes(purpose));
        return plain;
    }

    /// <summary>Opens a sealed text.</summary>
    internal string OpenText(string purpose, ReadOnlySpan<byte> sealedBytes) => Encoding.UTF8.GetString(Open(purpose, sealedBytes));

    /// <summary>Seals the record of a signature, name and number in it, that opens its entry in the log.</summary>
    internal byte[] SealRecord(byte[] record) => Seal(RecordPurpose, record);

    /// <summary>The same, to where it is to stand.</summary>
    internal void SealRecord(ReadOnlySpan<byte> record, Span<byte> destination) => Seal(RecordPurpose, record, destination);

    /// <summary>Gives a record of the log as its entry commits to it. Records that tell of no person are stored in clear, and given as they are.</summary>
    /// <exception cref="InvalidOperationException">Its key is no longer configured.</exception>
    internal byte[] OpenRecord(byte[] stored) => stored.Length > 0 && stored[0] == Version ? Open(RecordPurpose, stored) : stored;

    /// <summary>Id of the key that a value is sealed under.</summary>
    internal static string KeyOf(ReadOnlySpan<byte> sealedBytes) => sealedBytes.Length > 2 && sealedBytes[0] == Version && sealedBytes.Length >= 2 + sealedBytes[1] + NonceLength + TagLength
        ? Encoding.ASCII.GetString(sealedBytes.Slice(2, sealedBytes[1]))
        : throw new InvalidOperationException("This is no sealed value.");

    private Guid Index(string kind, string text) => new(IndexMac(kind, text).AsSpan(0, 16), bigEndian: true);

    private byte[] IndexMac(string kind, string text)
    {
        var hash = indexHash.Value!;
        hash.AppendData(Encoding.UTF8.GetBytes($"{kind}\n{text}"));
        return hash.GetHashAndReset();
    }

    private static byte[] Mac(byte[] key, string kind, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}\n{text}"));

    private static byte[] Derive(string secret, string info) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, salt: [], Encoding.UTF8.GetBytes(info));

    private static string Long(string secret, string setting) => secret.Length >= LeastSecret
        ? secret
        : throw new InvalidOperationException($"Pledges:PersonalData:{setting} is not a secret of at least {LeastSecret} characters.");
}

/// <summary>Where the secrets are read.</summary>
internal static class PersonalDataRegistration
{
    internal static void AddPersonalData(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => new PersonalData(builder.Configuration.GetSection("Pledges:PersonalData").Get<PersonalDataOptions>() ?? new PersonalDataOptions()));
        builder.Services.AddSingleton(services => new RecordSeal(services.GetRequiredService<PersonalData>().OpenRecord));
    }
}
