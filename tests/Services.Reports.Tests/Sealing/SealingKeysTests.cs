using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Netralitas.Geography;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.Tests.Sealing;

/// <summary>Who can open what was sealed to whom, and what happens when keys change.</summary>
public sealed class SealingKeysTests : IDisposable
{
    private static readonly byte[] Plain = [1, 2, 3];
    private static readonly byte[] Place = [7];

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("netralitas-keys-");
    private readonly SealingKeyFolder folder;

    public SealingKeysTests() => folder = new SealingKeyFolder(root.FullName, "75.71", "75");

    public void Dispose() => root.Delete(recursive: true);

    private const string Served = """
        75.71 | office-75.71-1
        75.71.05.1003 | office-75.71-1
        75.02 | office-75-1
        75 | office-75-1
        35.75 | central-1
        00 | central-1

        """;

    [Fact]
    public void An_office_without_a_key_is_served_by_the_next_above_that_has_one()
    {
        var keys = Sealing();
        var table = string.Concat(new[] { "75.71", "75.71.05.1003", "75.02", "75", "35.75", "00" }.Select(code => $"{code} | {keys.KeyIdOf(KeyRecipient.Office(RegionCode.Parse(code)))}\n"));

        Assert.Equal(Served, table);
        Assert.Equal("custodian-1", keys.KeyIdOf(KeyRecipient.Custodian));
    }

    [Fact]
    public void Only_the_private_half_opens_and_only_in_its_place()
    {
        using var office = Opening(folder.PrivateKeys);
        using var custodian = Opening(folder.CustodianKeys);
        var forOffice = Sealing().Seal(KeyRecipient.Office(RegionCode.Parse("75.71")), Plain, Place);
        var forCustodian = Sealing().Seal(KeyRecipient.Custodian, Plain, Place);

        Assert.Equal(Plain, office.Open(forOffice, Place));
        Assert.Equal(0x01, forOffice[0]);
        Assert.Equal(Plain, custodian.Open(forCustodian, Place));
        Assert.Contains("custodian-1", Assert.Throws<OpeningKeyMissingException>(() => office.Open(forCustodian, Place)).Message, StringComparison.Ordinal);
        Assert.Throws<OpeningKeyMissingException>(() => custodian.Open(forOffice, Place));
        Assert.Throws<CryptographicException>(() => office.Open(forOffice, [8]));
        Assert.Throws<CryptographicException>(() => office.Open([], Place));
        foreach (var at in new[] { 0, 20, forOffice.Length - 1 })
        {
            var changed = forOffice.ToArray();
            changed[at] ^= 1;
            Assert.Throws<CryptographicException>(() => office.Open(changed, Place));
        }
    }

    [Fact]
    public void Another_key_of_the_same_name_does_not_open()
    {
        using var other = Opening(new SealingKeyFolder(Path.Combine(root.FullName, "lain")).PrivateKeys);

        Assert.Throws<CryptographicException>(() => other.Open(Sealing().Seal(KeyRecipient.Central, Plain, Place), Place));
    }

    [Fact]
    public void The_newest_valid_key_seals_and_all_open()
    {
        var before = Sealing().Seal(KeyRecipient.Central, Plain, Place);
        folder.Add("central-2", "central", "2025-01-01T00:00:00Z");
        folder.Add("central-3", "central", "2025-02-01T00:00:00Z", "2025-03-01T00:00:00Z");
        folder.Add("central-4", "central", "2999-01-01T00:00:00Z");
        var keys = Sealing();
        using var opening = Opening(folder.PrivateKeys);

        Assert.Equal("central-2", keys.KeyIdOf(KeyRecipient.Central));
        Assert.Equal(Plain, opening.Open(before, Place));
        Assert.Equal(Plain, opening.Open(keys.Seal(KeyRecipient.Central, Plain, Place), Place));
    }

    [Fact]
    public void A_start_without_usable_keys_names_all_that_is_wrong()
    {
        File.WriteAllText(Path.Combine(folder.PublicKeys, "rusak.json"), "{");
        File.WriteAllText(Path.Combine(folder.PublicKeys, "siapa.json"), """{"recipient": "kantor", "seals_from": "2024-01-01T00:00:00Z", "public_key": "AAAA"}""");
        File.WriteAllText(Path.Combine(folder.PublicKeys, "titik.json"), """{"recipient": "central", "seals_from": "2024-01-01T00:00:00Z", "public_key": "AAAA"}""");
        var problem = Assert.Throws<InvalidOperationException>(() => Builder(folder).AddSealingKeys()).Message;

        Assert.All(new[] { "rusak.json", "siapa.json", "titik.json" }, file => Assert.Contains(file, problem, StringComparison.Ordinal));
        Assert.Contains("PublicKeysPath is missing", Assert.Throws<InvalidOperationException>(() => WebApplication.CreateBuilder().AddSealingKeys()).Message, StringComparison.Ordinal);
        Directory.Delete(folder.PrivateKeys, recursive: true);
        Assert.Contains(folder.PrivateKeys, Assert.Throws<InvalidOperationException>(() => Builder(folder).AddOpeningKeys()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_without_a_key_for_the_custodians_is_refused()
    {
        File.Delete(Path.Combine(folder.PublicKeys, "custodian-1.json"));

        Assert.Contains("custodian", Assert.Throws<InvalidOperationException>(() => Builder(folder).AddSealingKeys()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_custodians_key_among_those_of_offices_is_refused()
    {
        File.Copy(Path.Combine(folder.CustodianKeys, "custodian-1.json"), Path.Combine(folder.PrivateKeys, "custodian-1.json"));

        Assert.Contains("CustodianKeysPath", Assert.Throws<InvalidOperationException>(() => Builder(folder).AddOpeningKeys()).Message, StringComparison.Ordinal);
    }

    private SealingKeys Sealing()
    {
        var builder = Builder(folder);
        builder.AddSealingKeys();
        return (SealingKeys)builder.Services.Single(service => service.ServiceType == typeof(SealingKeys)).ImplementationInstance!;
    }

    private static OpeningKeys Opening(string path)
    {
        var problems = new List<string>();
        var keys = KeyFiles.ReadPrivate(path, problems);
        Assert.Empty(problems);
        return new OpeningKeys(keys);
    }

    private static WebApplicationBuilder Builder(SealingKeyFolder folder)
    {
        var builder = WebApplication.CreateBuilder();
        var settings = new Dictionary<string, string?>();
        folder.GiveTo(settings);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)));
        return builder;
    }
}
