using System.Security.Cryptography;
using System.Text;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify.Tests;

/// <summary>The reports of a day, counted in the public log with an auditor's file of what stands for nothing.</summary>
public sealed class DummiesTests : IDisposable
{
    private const int Reports = 27;
    private static readonly DateOnly Day = new(2026, 11, 21);

    private readonly TestLog log = new();
    private readonly List<OpenedDummy> dummies = [];

    public DummiesTests()
    {
        for (var n = 0; n < 320; n++)
        {
            var nonce = SHA256.HashData(Encoding.ASCII.GetBytes($"nonce {n}"));
            var dummy = new DummyRecord(Day).Open(CommitmentKind.Report, nonce);
            if (n % 12 == 0)
            {
                var record = Encoding.ASCII.GetBytes($"netralitas/report/v1\n{n:000000000000}\n2026-11-21T02:00:00Z\n{new string('a', 64)}\n\n");
                log.Entries.Add(new OpenedEntry(new CommitmentEntry(CommitmentKind.Report, CommitmentEntry.DayNumber(Day), CommitmentEntry.Commit(nonce, record)), nonce, record));
            }
            else
            {
                log.Entries.Add(dummy);
                dummies.Add(new OpenedDummy(n, nonce, dummy.Record));
            }
        }

        log.Publish();
    }

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task Entries_less_what_stands_for_nothing_are_the_reports_that_Bawaslu_counts()
    {
        var (code, output) = await MonitorAsync(File(Reports, dummies));
        Assert.Equal(0, code);
        Assert.Contains("  21 November 2026   laporan saja           27   = 320 catatan - 293 terbukti kosong; Bawaslu menghitung 27\n", output, StringComparison.Ordinal);
        Assert.Contains("SESUAI.", output, StringComparison.Ordinal);

        (code, _) = await MonitorAsync(File(Reports, dummies), "2026-11-21,report,27\n");
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Any_difference_is_told_in_words_for_anyone()
    {
        var (code, output) = await MonitorAsync(File(Reports - 1, dummies));
        Assert.Equal(1, code);
        Assert.Contains(
            "[GAGAL] Jumlah tidak cocok: pada 21 November 2026 catatan publik memuat 27 laporan (320 catatan, 293 terbukti kosong), Bawaslu menghitung 26: 1 laporan ada di catatan publik tetapi tidak diakui\n",
            output, StringComparison.Ordinal);

        (code, output) = await MonitorAsync(File(Reports, dummies), "2026-11-21,report,29\n");
        Assert.Equal(1, code);
        Assert.Contains("yang diumumkan 29: 2 laporan diakui tetapi tidak ada di catatan publik\n", output, StringComparison.Ordinal);
        Assert.Equal(1, (await MonitorAsync(File(Reports, [.. dummies.Skip(1)]))).Code);
        Assert.Equal(1, (await MonitorAsync(File(Reports, dummies), "2026-11-21,pledge,1\n")).Code);
    }

    [Fact]
    public async Task A_report_that_is_hidden_as_nothing_is_found_out()
    {
        // Of entry 0, a report: what is said to open it opens something else.
        var (code, output) = await MonitorAsync(File(Reports - 1, [dummies[0] with { Index = 0 }, .. dummies]));
        Assert.Equal(1, code);
        Assert.Contains("[GAGAL] Catatan yang dinyatakan kosong ternyata tidak: catatan nomor 1 dinyatakan kosong", output, StringComparison.Ordinal);
        Assert.Contains("Bawaslu menghitung 26: 1 laporan ada di catatan publik tetapi tidak diakui", output, StringComparison.Ordinal);

        // Its own record opens it, and is no record of nothing; nor is one without a nonce, or of another day.
        foreach (var wrong in new[] { new OpenedDummy(0, log.Entries[0].Nonce, log.Entries[0].Record), new OpenedDummy(0, Array.Empty<byte>(), Array.Empty<byte>()) })
        {
            Assert.Equal(1, (await MonitorAsync(File(Reports - 1, [wrong, .. dummies]))).Code);
        }

        Assert.Equal(1, (await MonitorAsync(File(Reports, [dummies[0] with { Record = new DummyRecord(Day.AddDays(1)).Encode() }, .. dummies.Skip(1)]))).Code);
    }

    [Fact]
    public async Task What_came_after_the_file_was_made_is_not_held_against_it_and_a_log_that_is_shorter_is()
    {
        Assert.Equal(0, (await MonitorAsync(File(Reports - 5, [.. dummies.Where(dummy => dummy.Index < 264)], size: 264))).Code);

        var (code, output) = await MonitorAsync(File(Reports, dummies, size: 336));
        Assert.Equal(1, code);
        Assert.Contains("Catatan publik menyusut: catatan publik yang dibaca memuat 320 catatan, padahal ketika berkas auditor dibuat sudah ada 336", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_cut_of_another_log_or_of_other_days_is_not_compared()
    {
        var whole = File(Reports, dummies);
        foreach (var wrong in new[] { whole[..^1], whole[..whole.LastIndexOf("dummy", StringComparison.Ordinal)], whole + "x\n", whole.Replace("tanda", "tandu", StringComparison.Ordinal).Replace("ikrar", "lain", StringComparison.Ordinal) })
        {
            Assert.Equal(2, (await MonitorAsync(wrong)).Code);
        }

        Assert.Equal(2, (await MonitorAsync(whole, "2026-11-22,report,1\n")).Code);
        Assert.Equal(2, (await RunAsync("monitor", "--keys", log.KeyFile(), "--log-folder", log.Folder, "--dummies", "x", "--state", "y")).Code);
    }

    [Theory]
    [InlineData("netralitas.go.id/opened-dummies@v1", "netralitas.go.id/opened-dummies@v2", 1)]
    [InlineData("origin ", "origin  ", 2)]
    [InlineData("size 320", "size 0320", 3)]
    [InlineData("days 2026-11-21", "days 2026-11-22", 4)]
    [InlineData("reports 2026-11-21 27", "reports 2026-11-20 27", 5)]
    [InlineData("dummies 293", "dummies 292", 6)]
    [InlineData("dummy 1 ", "dummy 2 ", 8)]
    [InlineData("dummy 1 ", "dummy 320 ", 7)]
    [InlineData("dummy 2 ", "dummy  2 ", 8)]
    public void A_line_that_is_not_as_it_must_be_is_named(string before, string after, int line)
    {
        var whole = File(Reports, dummies);
        Assert.True(OpenedDummies.TryParse(Encoding.ASCII.GetBytes(whole), out var read, out _));
        Assert.Equal((TestLog.Origin, 320L, Day, Day, 293), (read.Origin, read.Size, read.FirstDay, read.LastDay, read.Dummies.Count));

        var at = whole.IndexOf(before, StringComparison.Ordinal);
        var wrong = $"{whole[..at]}{after}{whole[(at + before.Length)..]}";
        Assert.False(OpenedDummies.TryParse(Encoding.ASCII.GetBytes(wrong), out _, out var found));
        Assert.Equal(line, found);
    }

    private static string File(long reports, List<OpenedDummy> opened, long size = 320) =>
        OpenedDummies.BeginningOf(TestLog.Origin, size, (Day, Day), [(Day, reports)], opened.Count) + string.Concat(opened.Select(OpenedDummies.LineOf));

    private Task<(int Code, string Output)> MonitorAsync(string file, string? counts = null)
    {
        var path = log.WriteAside("kosong.txt", Encoding.ASCII.GetBytes(file));
        string[] published = counts is null ? [] : ["--counts", log.WriteAside("jumlah.csv", Encoding.ASCII.GetBytes(counts))];
        return RunAsync(["monitor", "--keys", log.KeyFile(), "--log-folder", log.Folder, "--rate", "0", "--dummies", path, .. published]);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter();
        var code = await Monitoring.MonitorCommand.RunAsync(arguments[1..], output, errors, CancellationToken.None);
        return (code, output.ToString() + errors);
    }
}
