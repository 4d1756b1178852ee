using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Grpc.Net.Client;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Pledges.Bench;
using Netralitas.Reports.Bench;
using Netralitas.Testing;

namespace Netralitas.Gateway.Bench;

/// <summary>Whether an office can tell by the clock what is another's from what is not there: it asks for both by turns, and answer, size and time are compared.</summary>
internal static class SameTime
{
    private const int Cases = 50;

    // What a public number has before its check character.
    private const int NumberLength = 11;

    // More than this of the median is no noise any more.
    private const double Noise = 0.05;

    private static readonly (string Name, string Address)[] Asked = [("a case", "/v1/reports/{number}"), ("evidence of a case", "/v1/reports/{number}/evidence"), ("a file of evidence", "/v1/reports/{number}/evidence/1/content")];

    /// <summary>Asks so often for each.</summary>
    /// <returns>0 when nothing can be told apart.</returns>
    internal static async Task<int> RunAsync(int asks)
    {
        await using var backing = await Reports.Bench.BackingServices.StartAsync();
        (string, string)[] issuer = [("Access__Issuers__0__Issuer", BenchIssuer.Name), ("Access__Issuers__0__PublicKey", BenchIssuer.PublicKey)];
        await using var service = await ReportsService.StartAsync(backing, issuer);
        await using var gateway = await GatewayProcess.StartAsync(issuer.Append(GatewayProcess.Service("reports", service.Address))
            .Concat(from kind in (string[])["Reads", "Streams"] from limit in (string[])["PerSecond", "Burst"] select ($"Gateway__Limits__{kind}__{limit}", "1000000")));
        using var channel = GrpcChannel.ForAddress(gateway.Grpc);
        var intake = new IntakeService.IntakeServiceClient(channel);
        var foreign = await Task.WhenAll(Enumerable.Range(0, Cases).Select(async _ => (await intake.SubmitReportAsync(new SubmitReportRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Narrative = "CONTOH: seorang lurah membagikan unggahan calon.",
            RegionCode = "35.75",
            Place = "CONTOH",
        })).Number));
        using var office = new HttpClient { BaseAddress = gateway.Http };
        office.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", BenchIssuer.As("bawaslu:75.71", "officer")[0].Value);
        var isSame = true;
        foreach (var (name, address) in Asked)
        {
            isSame &= await CompareAsync(office, name, address, foreign, asks);
        }

        return isSame ? 0 : 1;
    }

    private static async Task<bool> CompareAsync(HttpClient office, string name, string address, string[] foreign, int asks)
    {
        var (theirs, nobodys) = (new List<TimeSpan>(asks), new List<TimeSpan>(asks));
        (HttpStatusCode, int)? answer = null;
        // As many before that do not count: what compiles the code, and fills what is remembered.
        for (var n = -asks; n < asks; n++)
        {
            // Each goes first as often as the other.
            foreach (var isForeign in n % 2 == 0 ? new[] { true, false } : [false, true])
            {
                var number = isForeign ? foreign[RandomNumberGenerator.GetInt32(foreign.Length)] : Unknown();
                var started = Stopwatch.GetTimestamp();
                using var got = await office.GetAsync(new Uri(address.Replace("{number}", number, StringComparison.Ordinal), UriKind.Relative));
                var body = await got.Content.ReadAsByteArrayAsync();
                var taken = Stopwatch.GetElapsedTime(started);
                answer ??= (got.StatusCode, body.Length);
                if (answer != (got.StatusCode, body.Length) || got.StatusCode != HttpStatusCode.NotFound)
                {
                    throw new InvalidOperationException($"{name}: {got.StatusCode}, {body.Length} bytes, and {answer} before.");
                }

                if (n >= 0)
                {
                    (isForeign ? theirs : nobodys).Add(taken);
                }
            }
        }

        var (other, none) = (new Times(theirs), new Times(nobodys));
        double Difference(double share) => (other.At(share) - none.At(share)) / none.At(share);
        Print($"{name,-20} another's p50 {other.Median.TotalMilliseconds:N3} ms, p90 {other.At(0.9).TotalMilliseconds:N3}; not there p50 {none.Median.TotalMilliseconds:N3}, p90 {none.At(0.9).TotalMilliseconds:N3}; difference {Difference(0.5):P1} and {Difference(0.9):P1}, of {asks:N0} each; all {answer?.Item2:N0} bytes");
        return Math.Abs(Difference(0.5)) <= Noise;
    }

    // Of the same form, with a check character that is right.
    private static string Unknown()
    {
        var number = Crockford.WithCheck(Crockford.Encode(RandomNumberGenerator.GetBytes(NumberLength), NumberLength));
        return Crockford.Grouped(number);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
