using System.Globalization;
using Grpc.Core;

namespace Netralitas.Suite.Tests;

/// <summary>The table of docs/access.md, cell by cell, against the gateway and the services behind it.</summary>
[Collection(SuiteCollection.Name)]
public sealed class AccessMatrixTests(RunningSuite suite)
{
    private const string Inner = "netralitas.pledges.v1.PersonPledgeService/";

    [Fact]
    public async Task Every_role_passes_the_doors_that_the_table_says_and_no_others()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "access.md"));
        var heading = Array.FindIndex(lines, line => line.StartsWith("| RPC | no token |", StringComparison.Ordinal));
        var columns = Cells(lines[heading])[1..];
        var rows = lines[(heading + 2)..].Where(line => line.StartsWith("| netralitas.", StringComparison.Ordinal)).Select(Cells).ToList();
        var wrong = new List<string>();
        await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (row, _) =>
        {
            for (var n = 0; n < columns.Length; n++)
            {
                // Services ask it of each other; from outside there is no such method.
                var expected = row[0].StartsWith(Inner, StringComparison.Ordinal) ? "METHOD_UNKNOWN" : row[n + 1] == "yes" ? "passes" : columns[n] == "no token" ? "TOKEN_MISSING_OR_INVALID" : "ROLE_NOT_ALLOWED";
                var found = await DoorAsync(row[0], columns[n]);
                if (expected != found)
                {
                    lock (wrong)
                    {
                        wrong.Add($"{row[0]} {columns[n]}: {found}, not {expected}");
                    }
                }
            }
        });

        Assert.True(rows.Count > 150, rows.Count.ToString(CultureInfo.InvariantCulture));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string[] Cells(string line) => line.Trim('|').Split('|', StringSplitOptions.TrimEntries);

    // An empty request: whoever passes the door is told what is wrong with it, or is given an answer, or waits for a stream.
    private async Task<string> DoorAsync(string rpc, string role)
    {
        var metadata = role == "no token" ? [] : suite.As(OfficeOf(role), role);
        using var call = RawCalls.SendAsync(suite.Channel, $"/{rpc}", [], metadata, DateTime.UtcNow.AddSeconds(10));
        try
        {
            await call;
            return "passes";
        }
        catch (RpcException refused)
        {
            // A client that reads a stream as one answer, or stops waiting for it, gives up by itself: no refusal is in that.
            var reason = refused.Trailers.GetValueBytes("grpc-status-details-bin") is null ? "" : Refusal.Of(refused).Reason;
            return reason is "TOKEN_MISSING_OR_INVALID" or "ROLE_NOT_ALLOWED" or "METHOD_UNKNOWN" ? reason : "passes";
        }
    }

    private static string OfficeOf(string role) => role switch
    {
        "central" => "bawaslu:00",
        "agency" => "ppk:75.71",
        _ => "bawaslu:75.71",
    };
}
