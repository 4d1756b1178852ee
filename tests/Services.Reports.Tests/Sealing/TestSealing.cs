using Netralitas.Services.Reports.Admission;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.Tests.Sealing;

/// <summary>Keys made anew, for tests without a service: offices 75.71 and central have theirs, and so have the custodians.</summary>
internal sealed class TestSealing : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("netralitas-keys-");

    /// <param name="codeKeys">Ids of the secrets of codes; the last one is in use.</param>
    internal TestSealing(params string[] codeKeys)
    {
        var ids = codeKeys.Length == 0 ? ["1"] : codeKeys;
        Folder = new SealingKeyFolder(root.FullName, "75.71");
        CodeKeys = new CodeKeys(new CodeKeysOptions { CurrentKey = ids[^1], Keys = ids.ToDictionary(id => id, id => $"uji-{id}-0123456789-0123456789-0123456789") });
        var problems = new List<string>();
        Keys = new SealingKeys(KeyFiles.ReadPublic(Folder.PublicKeys, problems), TimeProvider.System);
        Offices = new OpeningKeys(KeyFiles.ReadPrivate(Folder.PrivateKeys, problems));
        Custodians = new CustodianKeys(new OpeningKeys(KeyFiles.ReadPrivate(Folder.CustodianKeys, problems)));
        Assert.Empty(problems);
        Contents = new ContentSealing(Keys);
        Arrivals = new Arrivals(CodeKeys, Contents);
    }

    internal SealingKeyFolder Folder { get; }

    internal CodeKeys CodeKeys { get; }

    internal SealingKeys Keys { get; }

    internal OpeningKeys Offices { get; }

    internal CustodianKeys Custodians { get; }

    internal ContentSealing Contents { get; }

    internal Arrivals Arrivals { get; }

    public void Dispose()
    {
        Offices.Dispose();
        Custodians.Keys.Dispose();
        root.Delete(recursive: true);
    }
}
