using System.Diagnostics;
using Google.Protobuf;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;

namespace Netralitas.Services.Pledges.Tests.Offline;

/// <summary>samples/clients/offline_sign.py, as somebody uses it who has no network.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class ReferenceSignerTests(PledgesService service) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netralitas-luring-");

    private PledgesProcess Replica => service.Replica;

    private string Device => Path.Combine(folder.FullName, "perangkat");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_it_writes_is_merged_and_what_is_signed_afterwards_is_merged_beside_it()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var export = await OpenAsync(declaration);
        var read = await RunAsync(0, "read", Device);
        var first = await RunAsync(0, "sign", Device, "Penanda Señor", HeldDeclaration.Nip(1), "Lurah", "Kelurahan Uji");
        await RunAsync(0, "sign", Device, "Wakil uji", "", "Ketua", "Asosiasi Uji", "seluruh anggota", "surat kuasa uji");
        var merged = await MergeAsync(declaration);
        await RunAsync(0, "sign", Device, "Penanda uji 2", HeldDeclaration.Nip(2), "Staf", "Unit uji");
        var later = await MergeAsync(declaration);
        var roll = await Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = declaration.Id }, declaration.Organiser);

        Assert.Contains("1. Menjaga netralitas.", read, StringComparison.Ordinal);
        Assert.Contains($"Berlaku sampai {export.ValidUntil}", read, StringComparison.Ordinal);
        Assert.Equal([OfflineRowResult.RecordedOutsideRoster, OfflineRowResult.Recorded], merged.Rows.Select(row => row.Result));
        Assert.Equal((first.Trim(), false), (merged.Rows[0].RowId, merged.Rows[0].IsClockDoubtful));
        Assert.Equal([OfflineRowResult.AlreadyMerged, OfflineRowResult.AlreadyMerged, OfflineRowResult.RecordedOutsideRoster], later.Rows.Select(row => row.Result));
        Assert.Equal(["Penanda Señor", "Penanda uji 2"], roll.Signers.Select(signer => signer.SignerName));
        Assert.Equal("seluruh anggota", Assert.Single(roll.SignersOnBehalf).OnBehalfOf.Represented);
    }

    [Fact]
    public async Task It_opens_no_package_that_was_changed_or_is_for_another_device()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        using var other = await OfflineDevice.TakenAsync(declaration);
        await RunAsync(0, "new", Device);
        var package = Path.Combine(folder.FullName, "paket");
        await File.WriteAllBytesAsync(package, other.Export.Package.ToByteArray());
        var foreign = await RunAsync(1, "open", Device, package, other.Export.VerifierKey);
        await File.WriteAllTextAsync(package, other.Export.Package.ToStringUtf8().Replace("netralitas.", "kemenangan.", StringComparison.Ordinal));
        var changed = await RunAsync(1, "open", Device, package, other.Export.VerifierKey);

        Assert.Contains("perangkat lain", foreign, StringComparison.Ordinal);
        Assert.Contains("sudah diubah", changed, StringComparison.Ordinal);
    }

    private async Task<ExportOfflineSessionResponse> OpenAsync(HeldDeclaration declaration)
    {
        var key = await RunAsync(0, "new", Device);
        var export = await Replica.Offline.ExportOfflineSessionAsync(
            new ExportOfflineSessionRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, Device = "Laptop uji", DeviceKey = ByteString.FromBase64(key.Trim()) }, declaration.Organiser);
        var package = Path.Combine(folder.FullName, "paket");
        await File.WriteAllBytesAsync(package, export.Package.ToByteArray());
        await RunAsync(0, "open", Device, package, export.VerifierKey);
        return export;
    }

    private async Task<MergeOfflineSessionResponse> MergeAsync(HeldDeclaration declaration)
    {
        var file = Path.Combine(folder.FullName, "tanda-tangan");
        await RunAsync(0, "file", Device, file);
        return await OfflineDevice.MergeAsync(Replica, await File.ReadAllTextAsync(file), declaration.Organiser);
    }

    private static async Task<string> RunAsync(int code, params string[] words)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Samples.Clients(), "offline_sign.py"), .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var told = await output + await error;
        Assert.True(process.ExitCode == code, told);
        return told;
    }
}
