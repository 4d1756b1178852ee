namespace Netralitas.Sequencer;

/// <summary>How a service's log is set up; configuration section <c>Log</c>. There is no default for its name, its key and its folders.</summary>
public sealed record SequencerOptions
{
    /// <summary>First line of the checkpoints and name of the key: the address under which the log is published, without scheme and without a slash at its end. Never changed.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The private key: an Ed25519 seed, 32 bytes in base64. Never in the database, an image or a copy of either: who has it can sign another tree.</summary>
    public string Key { get; init; } = "";

    /// <summary>Folder of what the log publishes: checkpoint, tiles and bundles. It can be rebuilt from the database.</summary>
    public string Folder { get; init; } = "";

    /// <summary>
    /// Folder with the last checkpoint that was signed, on another volume than the database, and not part of its backups: what is restored together with the database cannot tell
    /// that it was.
    /// </summary>
    public string SignedFolder { get; init; } = "";

    /// <summary>Seconds between checkpoints while the tree grows.</summary>
    public double CheckpointSeconds { get; init; } = 10;

    /// <summary>Minutes after which a checkpoint is published again without growth, with new signatures of the witnesses.</summary>
    public double RepublishMinutes { get; init; } = 10;

    /// <summary>Hours within which an entry that is recorded comes into a published checkpoint: what the log promises in every receipt (maximum merge delay).</summary>
    public double PromiseHours { get; init; } = 24;

    /// <summary>
    /// Seconds of a window, in a log that has windows: what comes in one is published when it is over, in an order of chance and among entries that stand for nothing. Windows begin
    /// at midnight UTC, and a day has a whole number of them.
    /// </summary>
    public int WindowSeconds { get; init; } = 3600;

    /// <summary>Minutes between two readings of the published files by the service's own monitor.</summary>
    public double MonitorMinutes { get; init; } = 10;

    /// <summary>Most entries that the monitor reads in a second.</summary>
    public int MonitorEntriesPerSecond { get; init; } = 20_000;

    /// <summary>Witnesses that are asked to sign each checkpoint.</summary>
    public IReadOnlyList<WitnessAddress> Witnesses { get; init; } = [];

    /// <summary>How many of them should have signed; with fewer the checkpoint is published all the same, and an alarm raised.</summary>
    public int Quorum { get; init; }

    /// <summary>Makes tiles and files again from the entries in the database when the service starts. For mending; unset it after.</summary>
    public bool Rebuild { get; init; }
}

/// <summary>A witness of the log.</summary>
public sealed record WitnessAddress
{
    /// <summary>Where it answers, such as <c>https://witness.example.go.id</c>.</summary>
    public string Address { get; init; } = "";

    /// <summary>Its public key (<c>name+id+key</c>, type 0x04).</summary>
    public string Key { get; init; } = "";
}
