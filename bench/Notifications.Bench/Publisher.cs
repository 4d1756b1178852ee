using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Netralitas.Contracts;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;

namespace Netralitas.Notifications.Bench;

internal sealed class EventsDb(DbContextOptions<EventsDb> options) : DbContext(options);

/// <summary>Commits events into the outbox of the reports service's database and publishes them as that service does, from this process.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    private static readonly string[] Regions = ["75.71", "35.75", "81.71", "12.17", "73.71", "32.73"];

    private readonly IHost host;
    private int last;

    private Publisher(IHost host) => this.host = host;

    internal static async Task<Publisher> StartAsync(BackingServices backing)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:db"] = backing.Events, ["ConnectionStrings:bus"] = backing.Bus });
        builder.AddDatabaseWithOutbox<EventsDb>("db", typeof(ReportReceived).Assembly);
        builder.AddBus("bus", published: [new(typeof(ReportReceived), Queues.NotificationsReportReceived), new(typeof(ReportStatusChanged), Queues.NotificationsReportStatusChanged)]);
        var host = builder.Build();
        await host.StartAsync();
        return new Publisher(host);
    }

    /// <summary>The offices that are told of what is published here.</summary>
    internal static string OfficesOfEvents =>
        $"""
        select distinct 'bawaslu:' || code as office, 'bawaslu' as kind, code as region_code, 10000000 + replace(code, '.', '')::int as n
        from (select unnest(array['{string.Join("','", Regions)}']) as code union select left(unnest(array['{string.Join("','", Regions)}']), 2) union select '00') as c
        """;

    /// <summary>Commits events at a pace: of each two one tells of a report that came in, and one of a status. What is due together shares a commit, as at the intake of reports.</summary>
    /// <param name="perSecond">How many a second.</param>
    /// <param name="length">For how long.</param>
    /// <param name="committed">Is told of the number of each, and when its commit was over.</param>
    /// <returns>How many.</returns>
    internal async Task<int> PaceAsync(int perSecond, TimeSpan length, Action<string, long> committed)
    {
        var (from, done, count) = (Stopwatch.GetTimestamp(), 0, (int)(perSecond * length.TotalSeconds));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (done < count && await timer.WaitForNextTickAsync())
        {
            var due = Math.Min(count, (int)(Stopwatch.GetElapsedTime(from).TotalSeconds * perSecond));
            if (due > done)
            {
                await CommitAsync(Enumerable.Range(done, due - done).Select(n => n % 2 == 0), committed);
                done = due;
            }
        }

        return count;
    }

    /// <summary>Commits events of reports that came in, as fast as it goes, and waits until the broker has them.</summary>
    internal async Task PileUpAsync(BackingServices backing, int count)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EventsDb>();
        for (var n = 0; n < count; n += 1000)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            for (var i = n; i < Math.Min(count, n + 1000); i++)
            {
                var received = NewReceived();
                await db.EnqueueAsync(received, received.ReportId, 1, CancellationToken.None);
            }

            await transaction.CommitAsync();
            host.Services.GetRequiredService<OutboxSignal>().Raise();
        }

        await using var source = Npgsql.NpgsqlDataSource.Create(backing.Events);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await timer.WaitForNextTickAsync())
        {
            await using var waiting = source.CreateCommand("select exists (select from messaging.outbox)");
            if (await waiting.ExecuteScalarAsync() is false)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private async Task CommitAsync(IEnumerable<bool> areReceived, Action<string, long> committed)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EventsDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var numbers = new List<string>();
        foreach (var isReceived in areReceived)
        {
            var received = NewReceived();
            await (isReceived
                ? db.EnqueueAsync(received, received.ReportId, 1, CancellationToken.None)
                : db.EnqueueAsync(Changed(received), received.ReportId, 1, CancellationToken.None));
            numbers.Add(received.Number);
        }

        await transaction.CommitAsync();
        var at = Stopwatch.GetTimestamp();
        numbers.ForEach(number => committed(number, at));
        host.Services.GetRequiredService<OutboxSignal>().Raise();
    }

    private ReportReceived NewReceived()
    {
        var n = Interlocked.Increment(ref last);
        return new ReportReceived
        {
            ReportId = Guid.CreateVersion7(),
            Version = 1,
            Number = n.ToString("D12", CultureInfo.InvariantCulture),
            RegionCode = Regions[n % Regions.Length],
            ReceivedAt = DateTimeOffset.UtcNow,
        };
    }

    // A status that the offices above are told of too.
    private static ReportStatusChanged Changed(ReportReceived received) => new()
    {
        ReportId = received.ReportId,
        Version = 1,
        Number = received.Number,
        Status = nameof(ReportStatus.Registered),
        OfficeCode = received.RegionCode!,
        RegionCode = received.RegionCode,
        ChangedAt = received.ReceivedAt,
    };
}
