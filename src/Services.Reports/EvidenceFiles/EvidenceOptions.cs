namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Where evidence is kept, and how much of it; configuration section <c>Reports:Evidence</c>.</summary>
internal sealed record EvidenceOptions
{
    /// <summary>A folder outside every web root, on a volume of its own. Made when it is missing; not used when <see cref="S3"/> is set.</summary>
    public string Folder { get; init; } = "";

    /// <summary>An S3-compatible store in place of the folder; null for the folder.</summary>
    public S3Options? S3 { get; init; }

    /// <summary>Largest file, in bytes.</summary>
    public long MaxFileBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>How many files and links the reporter of one report, and its offices apart from the reporter, may hand in. Never counts against the text.</summary>
    public int MaxFilesPerReport { get; init; } = 100;

    /// <summary>How many bytes of files the reporter of one report, and its offices apart from the reporter, may hand in.</summary>
    public long MaxBytesPerReport { get; init; } = 1024L * 1024 * 1024;

    /// <summary>How long an upload may rest before it is removed, in hours.</summary>
    public int UploadPauseHours { get; init; } = 72;

    /// <summary>How long a stream may rest between two messages, in seconds; less than the 100 after which the gateway gives a silent call up.</summary>
    public int ChunkPauseSeconds { get; init; } = 90;

    /// <summary>Slowest average of a stream, in bytes a second, once it is older than one pause.</summary>
    public int MinBytesPerSecond { get; init; } = 512;

    /// <summary>How many streams of uploads a replica serves at once; others wait for one pause.</summary>
    public int MaxUploadsAtOnce { get; init; } = 32;

    /// <summary>How often abandoned uploads are looked for, in seconds.</summary>
    public int CleanUpSeconds { get; init; } = 300;

    /// <summary>Everything that is wrong with it, each naming its setting.</summary>
    internal IEnumerable<string> Problems()
    {
        if (S3 is null && Folder.Length == 0)
        {
            yield return "Reports:Evidence:Folder is missing: set Reports__Evidence__Folder to a folder outside every web root, or Reports__Evidence__S3__… to a store.";
        }

        foreach (var (name, value) in new[]
        {
            (nameof(MaxFileBytes), MaxFileBytes), (nameof(MaxFilesPerReport), MaxFilesPerReport), (nameof(MaxBytesPerReport), MaxBytesPerReport), (nameof(UploadPauseHours), UploadPauseHours),
            (nameof(ChunkPauseSeconds), ChunkPauseSeconds), (nameof(MaxUploadsAtOnce), MaxUploadsAtOnce), (nameof(CleanUpSeconds), CleanUpSeconds),
        }.Where(setting => setting.Item2 < 1))
        {
            yield return $"Reports:Evidence:{name} is {value}; it must be at least 1.";
        }

        // A chunk's counter has 32 bits.
        if (MaxFileBytes > ChunkSealing.LargestFile)
        {
            yield return $"Reports:Evidence:MaxFileBytes is {MaxFileBytes}; it must be at most {ChunkSealing.LargestFile}.";
        }

        foreach (var problem in S3?.Problems() ?? [])
        {
            yield return problem;
        }
    }
}

/// <summary>An S3-compatible store; configuration section <c>Reports:Evidence:S3</c>.</summary>
internal sealed record S3Options
{
    /// <summary>Address of the store, for example <c>https://s3.example.go.id</c>.</summary>
    public Uri? Address { get; init; }

    /// <summary>The bucket; it must exist and be open to nobody.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>Region that requests are signed for.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Id of the access key.</summary>
    public string AccessKey { get; init; } = "";

    /// <summary>Secret of the access key.</summary>
    public string SecretKey { get; init; } = "";

    /// <summary>Put before every name, for example <c>evidence/</c>.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Everything that is wrong with it, each naming its setting.</summary>
    internal IEnumerable<string> Problems()
    {
        if (Address is not { IsAbsoluteUri: true, Scheme: "https" or "http" } || (Address.Scheme == "http" && !Address.IsLoopback))
        {
            yield return "Reports:Evidence:S3:Address must be an https address.";
        }

        foreach (var (name, value) in new[] { (nameof(Bucket), Bucket), (nameof(Region), Region), (nameof(AccessKey), AccessKey), (nameof(SecretKey), SecretKey) }.Where(setting => setting.Item2.Length == 0))
        {
            yield return $"Reports:Evidence:S3:{name} is missing.";
        }
    }
}
