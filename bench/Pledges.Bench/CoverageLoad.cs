using System.Diagnostics;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;

namespace Netralitas.Pledges.Bench;

/// <summary>Reads coverage at every level, as a whole and in parts.</summary>
internal static class CoverageLoad
{
    private const int Readers = 4, WarmingReads = 200;

    /// <summary>Reads of a level and a breakdown.</summary>
    internal sealed record Level(string Name, TimeSpan Median, TimeSpan Slowest99th);

    /// <summary>Reads for a while, each level and breakdown in turn.</summary>
    internal static async Task<List<Level>> RunAsync(PledgesService service, string declaration, int readsOfEach)
    {
        var country = RegionCode.Parse("00");
        (string Name, IReadOnlyList<string> Codes)[] asked =
        [
            ("negara", ["00"]),
            ("provinsi", Codes(country, RegionLevel.Province)),
            ("kabupaten/kota", Codes(country, RegionLevel.Regency)),
            ("kecamatan", Codes(country, RegionLevel.District)),
            ("kelurahan/desa", Codes(country, RegionLevel.Village)),
        ];

        // A service that has run for a while: its code is compiled, and the plans of its statements are made.
        foreach (var (_, codes) in asked)
        {
            foreach (var breakdown in Enum.GetValues<CoverageBreakdown>())
            {
                await ReadAsync(service, declaration, codes, breakdown, WarmingReads);
            }
        }

        var levels = new List<Level>();
        foreach (var (name, codes) in asked)
        {
            foreach (var breakdown in Enum.GetValues<CoverageBreakdown>())
            {
                var taken = await ReadAsync(service, declaration, codes, breakdown, readsOfEach);
                levels.Add(new Level($"{name}, {breakdown}", taken[taken.Length / 2], taken[taken.Length * 99 / 100]));
            }
        }

        return levels;
    }

    /// <summary>Sends a last batch, and waits until the country's coverage has it.</summary>
    /// <returns>Time from its answer until the coverage was right.</returns>
    internal static async Task<TimeSpan> SeeRightAsync(PledgesService service, string declaration, StoredPeople people, int count)
    {
        await BulkLoad.RunAsync(service, declaration, people.Signed, count, 2);
        people.AddSigned(count);
        var from = Stopwatch.GetTimestamp();
        var client = new CoverageService.CoverageServiceClient(service.Channel);
        while (true)
        {
            var answer = await client.GetCoverageAsync(Request(declaration, "00", CoverageBreakdown.Unspecified), PledgesService.Organiser);
            if (answer.Total.Pledged + answer.Total.OutsideRoster == people.Signed)
            {
                return Stopwatch.GetElapsedTime(from);
            }

            if (Stopwatch.GetElapsedTime(from) > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException($"The coverage has {answer.Total.Pledged} of {people.Signed}.");
            }
        }
    }

    private static IReadOnlyList<string> Codes(RegionCode country, RegionLevel level) => [.. RegionDirectory.Within(country, level).Select(region => region.Code.ToString())];

    private static async Task<TimeSpan[]> ReadAsync(PledgesService service, string declaration, IReadOnlyList<string> codes, CoverageBreakdown breakdown, int reads)
    {
        var client = new CoverageService.CoverageServiceClient(service.Channel);
        var taken = await Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            var times = new List<TimeSpan>();
            for (var n = reader; n < reads; n += Readers)
            {
                var from = Stopwatch.GetTimestamp();
                await client.GetCoverageAsync(Request(declaration, codes[(int)(n * 7_919L % codes.Count)], breakdown), PledgesService.Organiser);
                times.Add(Stopwatch.GetElapsedTime(from));
            }

            return times;
        })));
        return [.. taken.SelectMany(times => times).Order()];
    }

    private static GetCoverageRequest Request(string declaration, string region, CoverageBreakdown breakdown) =>
        new() { Subject = new CoverageSubject { DeclarationId = declaration }, RegionCode = region, Breakdown = breakdown };
}
