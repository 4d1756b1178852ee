using System.Diagnostics;
using System.Text.RegularExpressions;
using Aspire.Hosting.Testing;

namespace Netralitas.Suite.Tests;

/// <summary>The sample clients, run as an integrator would.</summary>
[Collection(SuiteCollection.Name)]
public sealed partial class ClientSampleTests(RunningSuite suite)
{
    private string Json => suite.App.GetEndpoint("gateway", "http").GetLeftPart(UriPartial.Authority);

    private Uri Grpc => suite.App.GetEndpoint("gateway", "grpc");

    [Theory]
    [InlineData("python3", "report_json.py", "CONTOH: sebuah laporan.", "Status        : Diterima")]
    [InlineData("bash", "report.sh", """{"narrative": "CONTOH: sebuah laporan."}""", "\"statusText\": \"Diterima\"")]
    public async Task A_report_is_submitted_and_followed_as_JSON(string program, string sample, string report, string told)
    {
        var (code, output) = await RunAsync(program, [Sample(sample), report, Json]);

        Assert.True(code == 0, output);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.Matches(Number(), output);
    }

    [Theory]
    [InlineData("python3", "report_json.py", "")]
    [InlineData("bash", "report.sh", "{}")]
    public async Task A_report_without_a_word_is_refused_with_a_sentence(string program, string sample, string report)
    {
        var (code, output) = await RunAsync(program, [Sample(sample), report, Json]);

        Assert.NotEqual(0, code);
        Assert.Contains("REPORT_EMPTY", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CONTOH: sebuah laporan.", 0, "Status        : Diterima")]
    [InlineData("...", 1, "INVALID_ARGUMENT: Laporan masih kosong.")]
    public async Task In_Python_by_gRPC_it_is_the_same(string report, int ends, string told)
    {
        // With the interpreter that has Debian's grpcio.
        var (code, output) = await RunAsync("/usr/bin/python3", [Sample("report.py"), report, $"{Grpc.Host}:{Grpc.Port}"]);

        Assert.True(code == ends, output);
        Assert.Contains(told, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CONTOH: sebuah laporan.", 0, "Status        : Diterima")]
    [InlineData("...", 1, "InvalidArgument: Laporan masih kosong.")]
    public async Task In_CSharp_by_gRPC_it_is_the_same_with_a_file_as_evidence(string report, int ends, string told)
    {
        var (code, output) = await RunAsync("dotnet", [Program("ReportClient"), report, Sample("report.py"), Grpc.GetLeftPart(UriPartial.Authority)]);

        Assert.True(code == ends, output);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.Equal(ends == 0, output.Contains($"Bukti         : nomor 1, {new FileInfo(Sample("report.py")).Length} bita", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_offices_afternoon_goes_as_its_page_says()
    {
        var (code, output) = await RunAsync("python3", [Sample("afternoon.py"), Json], ("OFFICER", suite.Issuer.Token("bawaslu:35.75", "officer")), ("AGENCY", suite.Issuer.Token("ppk:35.75", "agency")));

        Assert.True(code == 0, output);
        var page = Path.Combine(Repository(), "docs", "afternoon.md");
        if (Environment.GetEnvironmentVariable("NETRALITAS_UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(page, output);
        }

        Assert.Equal(Lasting(await File.ReadAllTextAsync(page)), Lasting(output));
    }

    // What is new each time: numbers, codes, ids and dates, what is counted from them, and whether few enough are counted to be withheld.
    private static string Lasting(string page) => Digits().Replace(Varying().Replace(page, "@"), "9");

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static string Sample(string name) => Path.Combine(Repository(), "samples", "clients", name);

    // Beside this program, as both are built.
    private static string Program(string name)
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(built.Parent!.Parent!.FullName, name, built.Name, $"Netralitas.{name}.dll");
    }

    internal static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run from inside the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex Number();

    [GeneratedRegex("""[0-9A-Z]{4}(-[0-9A-Z]{4}){2,5}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|/[IVX]+/|(?<=^ *"(note|deadlineText|isTotalWithheld|isWithheld)": ).*|^ *"(Batas|Waktu) .*""", RegexOptions.Multiline)]
    private static partial Regex Varying();

    [GeneratedRegex("[0-9]+(\\.[0-9]+)?")]
    private static partial Regex Digits();
}
