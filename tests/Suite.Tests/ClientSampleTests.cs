using System.Diagnostics;
using Aspire.Hosting.Testing;

namespace Netralitas.Suite.Tests;

/// <summary>The sample clients, run as an integrator would.</summary>
[Collection(SuiteCollection.Name)]
public sealed class ClientSampleTests(RunningSuite suite)
{
    [Theory]
    [InlineData("python3", "report_json.py", "CONTOH: sebuah laporan.", "Status        : Diterima")]
    [InlineData("bash", "report.sh", """{"narrative": "CONTOH: sebuah laporan."}""", "\"statusText\": \"Diterima\"")]
    public async Task A_report_is_submitted_and_followed(string program, string sample, string report, string told)
    {
        var (code, output) = await RunAsync(program, sample, report);

        Assert.True(code == 0, output);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.Matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", output);
    }

    [Theory]
    [InlineData("python3", "report_json.py", "")]
    [InlineData("bash", "report.sh", "{}")]
    public async Task A_report_without_a_word_is_refused_with_a_sentence(string program, string sample, string report)
    {
        var (code, output) = await RunAsync(program, sample, report);

        Assert.NotEqual(0, code);
        Assert.Contains("REPORT_EMPTY", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> RunAsync(string program, string sample, string report)
    {
        var path = Path.Combine(Repository(), "samples", "clients", sample);
        var start = new ProcessStartInfo(program, [path, report, suite.App.GetEndpoint("gateway", "http").GetLeftPart(UriPartial.Authority)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run from inside the repository.");
        }

        return folder.FullName;
    }
}
