using Netralitas.Faults.Parts;
using Netralitas.Faults.Wires;

namespace Netralitas.Faults.Cases;

/// <summary>The database's volume is full: first the one of its tables, then the one of its log, which makes it panic. A ballast file is what an operator removes.</summary>
internal sealed class F06DatabaseVolumeFull : FaultCase
{
    private readonly List<Volume> volumes = [];

    internal override string Id => "F6";

    internal override string Title => "database volume full: tables, then log";

    internal override string NeedsRoot => "it mounts volumes of its own";

    internal override bool IsTraced => true;

    internal override async Task PrepareAsync(Trial trial)
    {
        volumes.Clear();
        foreach (var name in (string[])["tables", "log"])
        {
            volumes.Add(await Volume.CreateDiskAsync(trial.Suite.Settings, name, megabytes: 288, trial.Cancel));
        }

        trial.Suite.Postgres.Data = Path.Combine(volumes[0].Folder, "data");
        // Without it old segments are used again, and the log's volume never fills.
        trial.Suite.Postgres.Settings.AddRange(["wal_recycle=off", "max_wal_size=48MB", "min_wal_size=32MB"]);
    }

    internal override async Task PlaceAsync(Trial trial)
    {
        var (data, log) = (trial.Suite.Postgres.Data, Path.Combine(volumes[1].Folder, "pg_wal"));
        await volumes[1].RunAsync(trial.Cancel, "mv", Path.Combine(data, "pg_wal"), log);
        await volumes[1].RunAsync(trial.Cancel, "ln", "-s", log, Path.Combine(data, "pg_wal"));
        await Postgres.HandOverAsync(volumes[0].Folder, trial.Cancel);
        await Postgres.HandOverAsync(volumes[1].Folder, trial.Cancel);
        volumes.ForEach(volume => volume.PutBallast(megabytes: 96));
    }

    internal override async Task RunAsync(Trial trial)
    {
        await trial.WarmUpAsync();
        foreach (var volume in volumes)
        {
            await FillAsync(trial, volume);
            await trial.PassAsync(trial.Draw(4, 8));
        }

        trial.Prove(trial.Suite.Postgres.Logged("PANIC"), "PostgreSQL did not panic for want of room for its log");
    }

    internal override async Task CleanUpAsync(Trial trial)
    {
        foreach (var volume in volumes)
        {
            await volume.RemoveAsync();
        }
    }

    // A segment of the log has room until it ends; it ends now, and the next one has to be made.
    private static async Task HurryAsync(Trial trial)
    {
        try
        {
            await trial.Suite.Postgres.ExecuteAsync("postgres", "select pg_switch_wal()", trial.Cancel);
        }
        catch (Exception exception) when (exception is Npgsql.NpgsqlException or TimeoutException)
        {
            // That is what was wanted.
        }
    }

    private static async Task FillAsync(Trial trial, Volume volume)
    {
        volume.Fill();
        var full = DateTimeOffset.UtcNow;
        trial.Say($"the volume of the {volume.Name} is full");
        var ends = full.AddSeconds(trial.Draw(15, 22));
        while (DateTimeOffset.UtcNow < ends)
        {
            // What the database gave back, for example a segment of its log, is taken again.
            volume.Fill();
            await HurryAsync(trial);
            await trial.PassAsync(0.5);
        }

        var mended = DateTimeOffset.UtcNow;
        volume.RemoveBallast();
        trial.Say("the ballast was removed");
        if (!trial.Suite.Postgres.IsRunning)
        {
            await trial.Suite.Postgres.StartAsync(trial.Cancel);
        }

        await Processes.Waiting.UntilAsync(() => trial.Suite.Postgres.IsReadyAsync(trial.Cancel), TimeSpan.FromSeconds(60), "PostgreSQL is back", trial.Cancel);
        trial.Prove(trial.Suite.Postgres.Logged("No space left on device"), "PostgreSQL never lacked room");
        trial.Prove(trial.Suite.Reports.Logged("Spooled"), "no report went to the spool");
        var share = trial.Load!.View().OkShare(full.AddSeconds(3), mended);
        trial.Note($"{volume.Name} full: {share:P1} acknowledged");
        trial.Require(share > 0.95, $"the spool takes over while the volume of the {volume.Name} is full: {share:P1} acknowledged");
    }
}
