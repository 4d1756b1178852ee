using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Netralitas.Verify.Tests;

/// <summary>The program as its user starts it, in a process of its own.</summary>
public sealed class CommandTests : IDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    private readonly TestLog log = TestLog.Of(300);

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task A_receipt_that_holds_is_told_in_words_and_gives_0()
    {
        var (code, output) = await RunAsync(log.WriteAside("bukti-ikrar.tlog-proof", log.Proof(9).ToBytes()), "--keys", log.KeyFile());

        Assert.Equal(0, code);
        Assert.Equal(
            """
            Berkas: bukti-ikrar.tlog-proof

              [ SAH ] 1. Berkas bukti terbaca
              [ SAH ] 2. Isi tanda terima terbaca
              [ SAH ] 3. Isi cocok dengan segelnya
              [ SAH ] 4. Tanda tangan catatan publik sah: log.netralitas.test/ikrar
              [ SAH ] 5. Saksi ikut menandatangani: saksi-a.test/w1 pada 18 November 2026 pukul 11.06.40 UTC, saksi-b.test/w1 pada 18 November 2026 pukul 11.06.40 UTC
              [ SAH ] 6. Tanda terima ada di dalam catatan publik

            Yang terbukti:
              NIP atau NI PPPK         : 190001011920011999
              Dicatat pada (UTC)       : 2026-11-21T02:00:00Z
              Nomor teks               : 00000000-0000-7000-8000-000000000009
              Nomor deklarasi          : 00000000-0000-7000-8000-000000000009
              Nomor tanda tangan       : 00000000-0000-7000-8000-000000000009
              Nama                     : Penanda uji 9
              Jabatan                  : Lurah
              Unit atau instansi       : Unit uji
              Status jabatan           : Plt
              Catatan nomor            : 10 dari 300
              Hari pada catatan publik : 21 November 2026

            SAH. Ikrar ini tercatat dalam catatan publik log.netralitas.test/ikrar, dan isinya tidak berubah sejak itu.

            """.ReplaceLineEndings("\n"), output);
    }

    [Fact]
    public async Task A_receipt_that_fails_says_at_which_step_and_what_to_do_and_gives_1()
    {
        var file = log.WriteAside("b", (log.Proof(9) with { Index = 10 }).ToBytes());

        var (code, output) = await RunAsync(file, "--keys", log.KeyFile());
        Assert.Equal(1, code);
        Assert.Contains("[GAGAL] 6. Tanda terima ada di dalam catatan publik", output, StringComparison.Ordinal);
        Assert.Contains("TIDAK SAH. Gagal pada langkah: Tanda terima ada di dalam catatan publik.", output, StringComparison.Ordinal);
        Assert.Contains("Yang perlu dilakukan:", output, StringComparison.Ordinal);

        (code, output) = await RunAsync(file, "--keys", log.KeyFile(), "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal((1, false, "inclusion"), (code, json.RootElement.GetProperty("valid").GetBoolean(), json.RootElement.GetProperty("failedStep").GetString()));
        Assert.Equal(["holds", "holds", "holds", "holds", "holds", "fails"], json.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task What_cannot_be_read_gives_2_and_checks_nothing()
    {
        var receipt = log.WriteAside("b", log.Proof(9).ToBytes());
        string[][] wrong =
        [
            [receipt], [receipt, "--keys"], [receipt, receipt, "--keys", log.KeyFile()], ["--keys", log.KeyFile()], ["tidak-ada", "--keys", log.KeyFile()],
            [receipt, "--keys", "tidak-ada"], [receipt, "--keys", receipt], [receipt, "--keys", log.KeyFile(), "--apa"], [receipt, "--keys", log.KeyFile(), "--log-url", "ftp://x"],
            [receipt, "--keys", log.KeyFile(), "--erasure", "tidak-ada"], ["monitor", "--keys", log.KeyFile()], ["monitor", "--log-folder", log.Folder, "--keys", log.KeyFile()], [],
        ];

        foreach (var arguments in wrong)
        {
            Assert.Equal(2, (await RunAsync(arguments)).Code);
        }
    }

    [Fact]
    public async Task The_log_of_today_must_continue_the_receipts_and_may_be_away()
    {
        var receipt = log.WriteAside("b", log.Proof(9).ToBytes());
        log.Add(500);
        log.Publish();
        var (code, output) = await RunAsync(receipt, "--keys", log.KeyFile(), "--log-folder", log.Folder);
        Assert.Equal(0, code);
        Assert.Contains("Catatan publik sekarang  : 800 catatan", output, StringComparison.Ordinal);

        (code, output) = await RunAsync(receipt, "--keys", log.KeyFile(), "--log-url", "http://127.0.0.1:1");
        Assert.Equal(3, code);
        Assert.Contains("SAH.", output, StringComparison.Ordinal);

        // The same size, another history: an entry that the receipt's checkpoint has is another one now.
        log.Entries[100] = log.Entries[101];
        log.Publish();
        (code, output) = await RunAsync(receipt, "--keys", log.KeyFile(), "--log-folder", log.Folder);
        Assert.Equal(1, code);
        Assert.Contains("BERTENTANGAN.", output, StringComparison.Ordinal);

        log.Entries.RemoveRange(200, 600);
        log.Publish();
        Assert.Equal(1, (await RunAsync(receipt, "--keys", log.KeyFile(), "--log-folder", log.Folder)).Code);
    }

    [Fact]
    public async Task The_monitor_reads_remembers_and_compares()
    {
        log.Publish();
        var state = log.WriteAside("state", []);
        File.Delete(state);
        var good = log.WriteAside("counts", "# jumlah\n2026-11-21,pledge,300\n"u8.ToArray());
        string[] monitor = ["monitor", "--keys", log.KeyFile(), "--log-folder", log.Folder, "--state", state, "--rate", "0"];

        var (code, output) = await RunAsync([.. monitor, "--counts", good]);
        Assert.Equal(0, code);
        Assert.Contains("SESUAI. Semua catatan dibaca", output, StringComparison.Ordinal);
        Assert.True(File.Exists(state));

        log.Add(1);
        log.Publish();
        (code, output) = await RunAsync([.. monitor, "--counts", good, "--json"]);
        using (var json = JsonDocument.Parse(output))
        {
            Assert.Equal((1, 301, "count"), (code, json.RootElement.GetProperty("size").GetInt32(), json.RootElement.GetProperty("differences")[0].GetProperty("fault").GetString()));
        }

        await File.WriteAllTextAsync(state, "x");
        Assert.Equal(1, (await RunAsync(monitor)).Code);
        Assert.Equal(0, (await RunAsync(monitor)).Code);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Verify.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Within);
        await process.WaitForExitAsync(limit.Token);
        var said = await errors;
        Assert.True(process.ExitCode is not 2 || said.Length > 0 || arguments.Length == 0, "2 without a word");
        return (process.ExitCode, await output);
    }
}
