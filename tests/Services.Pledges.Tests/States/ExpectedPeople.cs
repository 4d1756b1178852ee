using Netralitas.Contracts.Pledges.V1;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.States;

/// <summary>People whom a roster expects, by synthetic numbers that no other test of the run uses.</summary>
internal static class ExpectedPeople
{
    private static int next = 1_400_000;

    internal static string NewNip() => HeldDeclaration.Nip(Interlocked.Increment(ref next));

    /// <summary>Uploads a roster of new people into one unit.</summary>
    internal static async Task<IReadOnlyList<string>> ExpectAsync(PledgesProcess replica, string region, int count, string unit = "Dinas Uji", string kind = "OPD")
    {
        var numbers = Enumerable.Range(0, count).Select(_ => NewNip()).ToList();
        var rows = numbers.Select(number => $"{number},Uji {number[..8]},PNS,Staf,{unit},{kind},{region}");
        var file = System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Prepend("nip,nama,kategori,jabatan,unit kerja,jenis unit,kode wilayah")) + "\r\n");
        Assert.Empty((await RosterFiles.SendAsync(replica, file, TestIssuer.As($"bawaslu:{region}"), region)).Faults);
        return numbers;
    }

    internal static Wire.Signature Signer(string number) => new() { SignerName = $"Uji {number[..8]}", SignerNumber = number, Position = "Staf", Agency = "Dinas Uji" };

    /// <summary>Waits until the coverage has so many pledges.</summary>
    internal static Task SeeCoverageAsync(HeldDeclaration declaration, long expected, long pledged) => Eventually.SeeAsync(
        async () => (await declaration.Replica.Coverage.GetCoverageAsync(
            new GetCoverageRequest { Subject = new CoverageSubject { DeclarationId = declaration.Id }, RegionCode = declaration.Region }, declaration.Organiser)).Total,
        total => (total.Expected, total.Pledged) == (expected, pledged));
}
