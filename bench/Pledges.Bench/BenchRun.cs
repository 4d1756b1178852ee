using System.Globalization;
using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Pledges.Bench;

/// <summary>The parts of a run, and what they print.</summary>
internal sealed class BenchRun(BenchOptions options, BackingServices backing, PledgesService service, RawTable raw, string declaration, StoredPeople people)
{
    private const int LastBatches = 20_000;

    // Until hot code is compiled anew, which takes processors from what is measured.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    private int nextPerson;

    /// <summary>Measures with so many people and signatures stored.</summary>
    internal async Task AtAsync(int size)
    {
        var turns = options.Turns + 1;
        // All who sign are on a roster.
        var more = (options.Parts.Contains("coverage") ? LastBatches : 0) + (turns * ((options.Parts.Contains("bulk") ? options.Rows : 0) + (options.Parts.Contains("singles") ? (options.Seconds + (int)WarmUp.TotalSeconds) * SingleLoad.MostPerSecond : 0)));
        if (size > people.Signed)
        {
            await people.FillAsync((int)(size * 1.08) + more, size);
            if (options.Parts.Any(part => part is "bulk" or "singles"))
            {
                await backing.ExecuteAsync("truncate public.raw_signature; insert into public.raw_signature select * from pledges.signatures");
            }
        }

        nextPerson = people.Signed;
        service.ResetPeak();
        Print($"{people.Expected:N0} people on rosters, {people.Signed:N0} signatures");
        if (options.Parts.Contains("coverage"))
        {
            await CoverageAsync();
        }

        if (options.Parts.Contains("bulk"))
        {
            await BulkAsync();
        }

        if (options.Parts.Contains("singles"))
        {
            await SinglesAsync();
        }

        people.AddSigned(nextPerson - people.Signed);
    }

    /// <summary>Imports rosters of people whom no roster has yet.</summary>
    internal async Task RostersAsync()
    {
        foreach (var (part, format) in new[] { ("roster", RosterFormat.Csv), ("xlsx", RosterFormat.Xlsx) }.Where(each => options.Parts.Contains(each.Item1)))
        {
            var path = Path.GetTempFileName();
            try
            {
                RosterLoad.Write(path, format, 10_000_000 + (part == "xlsx" ? 2_000_000 : 0), options.Roster);
                service.ResetPeak();
                var (report, seconds) = await RosterLoad.SendAsync(service, path, format);
                Print($"import of {options.Roster:N0} rows, {format} of {new FileInfo(path).Length / 1e6:N1} MB: {seconds:N1} s, {options.Roster / seconds:N0} rows/s, peak {service.PeakMebibytes():N0} MiB resident; added {report.Added:N0}, rejected {report.Rejected:N0}");
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    private async Task CoverageAsync()
    {
        var levels = await CoverageLoad.RunAsync(service, declaration, readsOfEach: 400);
        foreach (var level in levels)
        {
            Print($"  coverage {level.Name,-28} p50 {level.Median.TotalMilliseconds,7:N1} ms  p99 {level.Slowest99th.TotalMilliseconds,7:N1} ms");
        }

        var late = await CoverageLoad.SeeRightAsync(service, declaration, people, LastBatches);
        nextPerson = people.Signed;
        Print($"  coverage right {late.TotalSeconds:N2} s after the last of {LastBatches:N0} signatures");
    }

    private async Task BulkAsync()
    {
        for (var turn = 0; turn <= options.Turns; turn++)
        {
            // The first turn makes connections, plans and code ready, and is as long as the others: hot code is compiled anew for many seconds.
            var rows = options.Rows;
            var copied = rows / await raw.CopyAsync(nextPerson, rows);
            var processor = service.ProcessorTime;
            var (postgres, client) = (ProcessorTimes.Now().Of("postgres"), Environment.CpuUsage.TotalTime);
            service.ResetPeak();
            var streamed = rows / await BulkLoad.RunAsync(service, declaration, nextPerson, rows, options.Streams);
            processor = service.ProcessorTime - processor;
            (postgres, client) = (ProcessorTimes.Now().Of("postgres") - postgres, Environment.CpuUsage.TotalTime - client);
            nextPerson += rows;
            if (turn > 0)
            {
                Print($"  bulk    {streamed,9:N0} signatures/s   COPY {copied,9:N0} rows/s   ratio {streamed / copied:N2}   each: service {processor.TotalMicroseconds / rows:N1} µs, PostgreSQL {postgres.TotalMicroseconds / rows:N1} µs, client {client.TotalMicroseconds / rows:N1} µs; peak {service.PeakMebibytes():N0} MiB");
            }
        }
    }

    private async Task SinglesAsync()
    {
        var load = new SingleLoad(service, declaration);
        for (var turn = 0; turn <= options.Turns; turn++)
        {
            var inserted = await raw.InsertAsync(options.Clients, turn == 0 ? 2 : options.Seconds);
            var from = ProcessorTimes.Now();
            var signed = await load.RunAsync(options.Clients, turn == 0 ? WarmUp : TimeSpan.FromSeconds(options.Seconds), nextPerson);
            var to = ProcessorTimes.Now();
            nextPerson += signed.Count;
            double Each(string process) => (to.Of(process) - from.Of(process)).TotalMicroseconds / signed.Count;
            if (turn > 0)
            {
                Print($"  single  {signed.PerSecond,9:N0} signatures/s   INSERT {inserted,7:N0} rows/s   ratio {signed.PerSecond / inserted:N2}   p50 {signed.Median.TotalMilliseconds:N1} ms, p99 {signed.Slowest99th.TotalMilliseconds:N1} ms, each: service {signed.Processor.TotalMicroseconds:N0} µs, client {signed.Client.TotalMicroseconds:N0} µs, PostgreSQL {Each("postgres"):N0} µs, RabbitMQ {Each("beam.smp"):N0} µs");
            }
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
