using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Netralitas.TransparencyLog;

namespace Netralitas.Sequencer;

/// <summary>Gives a service its transparency log.</summary>
public static class SequencerExtensions
{
    /// <summary>Adds the log of the service's database: it sequences what waits in <c>log.pending</c>, and publishes it.</summary>
    /// <param name="builder">The service; it has a data source, and the tables of <c>log.sql</c>.</param>
    /// <param name="records">What the service records that must have an entry; its monitor holds them against the public log.</param>
    /// <exception cref="InvalidOperationException">The section <c>Log</c> is not good; the message has every problem.</exception>
    public static void AddTransparencyLog(this IHostApplicationBuilder builder, params LoggedRecords[] records) => builder.AddLog(false, records);

    /// <summary>Adds a log of the service's database that tells no time of day: what waits in <c>log.held</c> comes into it at the end of a window, among entries that stand for nothing.</summary>
    /// <param name="builder">As above.</param>
    /// <param name="padded">The kind of entries that a window is filled up with.</param>
    /// <param name="records">As above; what stands for nothing is added to it.</param>
    /// <exception cref="InvalidOperationException">As above.</exception>
    public static void AddWindowedTransparencyLog(this IHostApplicationBuilder builder, CommitmentKind padded, params LoggedRecords[] records)
    {
        builder.AddLog(true, [.. records, new LoggedRecords(padded, "select subject, day from log.dummy")]);
        builder.Services.AddSingleton(services => new WindowRelease(services.GetRequiredService<Npgsql.NpgsqlDataSource>(), padded));
        builder.Services.AddHostedService<WindowWorker>();
    }

    /// <summary>Adds what a process needs that promises entries of a log with windows and proves them, and leaves sequencing and publishing to another one with the same settings.</summary>
    /// <param name="builder">As above.</param>
    /// <exception cref="InvalidOperationException">As above.</exception>
    public static void AddWindowedLogPromises(this IHostApplicationBuilder builder) => builder.AddPromises(true);

    private static void AddPromises(this IHostApplicationBuilder builder, bool hasWindows)
    {
        var options = builder.Configuration.GetSection("Log").Get<SequencerOptions>() ?? new SequencerOptions();
        if (!LogSetup.TryRead(options, out var setup, out var problems, hasWindows))
        {
            throw new InvalidOperationException(string.Join('\n', problems));
        }

        // Made by a factory, so that the key is cleared when the service ends.
        builder.Services.AddSingleton(_ => setup);
        builder.Services.AddSingleton<TileStore>();
        builder.Services.AddSingleton(services => new EntryProofs(
            services.GetRequiredService<Npgsql.NpgsqlDataSource>(), services.GetRequiredService<TileStore>(), services.GetRequiredService<LogSetup>(), services.GetService<RecordSeal>()));
        builder.Services.AddSingleton(services => new InclusionPromises(services.GetRequiredService<LogSetup>()));
    }

    private static void AddLog(this IHostApplicationBuilder builder, bool hasWindows, LoggedRecords[] records)
    {
        builder.AddPromises(hasWindows);
        builder.Services.AddSingleton<LogGate>();
        builder.Services.AddSingleton<LogQueue>();
        builder.Services.AddSingleton<TreeRebuild>();
        builder.Services.AddSingleton<WitnessClient>();
        builder.Services.AddSingleton<EntrySequencer>();
        builder.Services.AddSingleton<CheckpointPublisher>();
        builder.Services.AddHostedService<LogWorker>();
        builder.Services.AddHostedService<LogSampler>();
        builder.Services.AddSingleton(services => new LogCounts(services.GetRequiredService<Npgsql.NpgsqlDataSource>(), records));
        builder.Services.AddSingleton(services => new DummyExport(services.GetRequiredService<Npgsql.NpgsqlDataSource>(), services.GetRequiredService<LogCounts>(), services.GetRequiredService<LogSetup>()));
        builder.Services.AddSingleton<PromiseAudit>();
        builder.Services.AddHostedService<LogMonitorWorker>();
    }

    /// <summary>Serves checkpoint, tiles and bundles to anyone, below a path (C2SP tlog-tiles). Nothing else in the folder can be had.</summary>
    /// <param name="endpoints">Endpoints of the service.</param>
    /// <param name="prefix">Path such as <c>/log/pledges</c>.</param>
    public static void MapTransparencyLog(this IEndpointRouteBuilder endpoints, string prefix) =>
        endpoints.MapGet($"{prefix}/{{**file}}", (string? file, HttpResponse response, LogSetup setup) => Serve(file ?? "", response, setup.Published.Path)).AllowAnonymous();

    private static IResult Serve(string file, HttpResponse response, string folder)
    {
        var isCheckpoint = file == PublishedFolder.CheckpointFile;
        var path = Path.Combine(folder, file);
        if ((!isCheckpoint && !TileAddress.TryParse(file, out _, out _)) || !File.Exists(path))
        {
            return Results.NotFound();
        }

        // A tile never changes; the checkpoint does every few seconds, and two of a size may differ in their witnesses.
        response.Headers.CacheControl = isCheckpoint ? "no-cache, max-age=0" : "public, max-age=31536000, immutable";
        response.Headers.AccessControlAllowOrigin = "*";
        return Results.File(path, isCheckpoint ? "text/plain; charset=utf-8" : "application/octet-stream");
    }
}
