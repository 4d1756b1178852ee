using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Services.Reports.Tests.Receipts;

/// <summary>The log of receipts as its readers and its reporters have it.</summary>
internal static class PublishedReceipts
{
    /// <summary>Windows that are over soon.</summary>
    internal static readonly (string Name, string? Value)[] ShortWindows =
        [("Log__WindowSeconds", "2"), ("Log__CheckpointSeconds", "0.2"), ("Log__MonitorMinutes", "0.01")];

    internal static SubmitReportRequest Report(string words) => new() { RequestId = Guid.NewGuid().ToString(), Narrative = $"CONTOH {words}", Reporter = new Reporter { Name = "Pelapor uji" } };

    internal static GetReceiptProofRequest Of(SubmitReportResponse receipt) => new() { Number = receipt.Number, AccessCode = receipt.AccessCode };

    /// <summary>Waits for the proof, and checks it as the reporter does.</summary>
    internal static async Task<(TlogProof Proof, OpenedEntry Opened)> SeeProvenAsync(ReportsProcess replica, SubmitReportResponse receipt)
    {
        var answer = await Eventually.SeeAsync(() => replica.Receipts.GetReceiptProofAsync(Of(receipt)).ResponseAsync, found => found.State == ReceiptState.Proven);
        Assert.Equal((0, null), (answer.RetryAfterSeconds, answer.PromisedUntil));
        var (proof, opened) = Read(answer.Proof);
        Assert.True(proof.TryVerify(opened.Leaf, ReportsProcess.LogPolicy, out _, out var problem), problem);
        return (proof, opened);
    }

    /// <summary>Reads a file, and checks what needs no log.</summary>
    internal static (TlogProof Proof, OpenedEntry Opened) Read(ByteString file)
    {
        Assert.True(TlogProof.TryParse(file.Span, out var proof, out var problem), problem);
        Assert.True(OpenedEntry.TryRead(proof.Extra, out var opened, out problem), problem);
        Assert.True(opened.Holds);
        return (proof, opened);
    }

    /// <summary>Reads the public files as a stranger does.</summary>
    internal static async Task<MonitorState> ReadLogAsync(BackingServices backing)
    {
        var read = await new LogMonitor(new FolderFiles(backing.PublishedLog), ReportsProcess.LogPolicy, 0, TimeProvider.System).ReadAsync(null, CancellationToken.None);
        Assert.Empty(read.Differences);
        return read.State!;
    }

    /// <summary>The entries under a checkpoint.</summary>
    internal static async Task<List<byte[]>> ReadEntriesAsync(BackingServices backing, long size)
    {
        var files = new FolderFiles(backing.PublishedLog);
        var entries = new List<byte[]>();
        foreach (var bundle in TileAddress.Of(size).Where(tile => tile.Level == TileAddress.Entries))
        {
            Assert.True(EntryBundle.TryRead(await files.ReadTileAsync(bundle, CancellationToken.None), bundle.Width, out var read, out var problem), problem);
            entries.AddRange(read.Select(entry => entry.ToArray()));
        }

        return entries;
    }
}
