using System.Net;

namespace Netralitas.Gateway.Traffic;

/// <summary>How much passes, and how long it may take; configuration section <c>Gateway</c>. Absent is safe.</summary>
internal sealed record TrafficOptions
{
    /// <summary>How report intake waits.</summary>
    public WaitingOptions Intake { get; init; } = new() { AtOnce = 64 };

    /// <summary>How uploads of evidence wait.</summary>
    public WaitingOptions Uploads { get; init; } = new() { AtOnce = 512 };

    /// <summary>How long calls may take.</summary>
    public DeadlineOptions Deadlines { get; init; } = new();

    /// <summary>What of everything else passes.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>Whether callers can pay for a better place among those who wait.</summary>
    public ProofOfWorkOptions ProofOfWork { get; init; } = new();

    /// <summary>Networks, as <c>10.0.0.0/8</c>, of proxies before the gateway: the address that they name last in <c>X-Forwarded-For</c> is the caller's. None by default: the address is that of the connection.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Largest message of a call that is no stream, in KiB, 8,192 by default. The services take 4,096 and say so; this bounds what they are bothered with.</summary>
    public int LargestMessageKibibytes { get; init; } = 8192;

    /// <summary>Everything that is wrong with these settings; empty when they can be used.</summary>
    internal IEnumerable<string> Problems() =>
        Intake.Problems("Intake").Concat(Uploads.Problems("Uploads")).Concat(Deadlines.Problems()).Concat(Limits.Problems())
            .Concat(ProofOfWork.Bits is >= 0 and <= 32 ? [] : ["ProofOfWork:Bits is not between 0 and 32"])
            .Concat(LargestMessageKibibytes >= 4096 ? [] : ["LargestMessageKibibytes is below 4096, which the services take"])
            .Concat(TrustedProxies.Where(network => !IPNetwork.TryParse(network, out _)).Select(network => $"TrustedProxies: {network} is no network"))
            .Concat(TrustedProxies.Where(network => IPNetwork.TryParse(network, out var read) && read.PrefixLength == 0).Select(network => $"TrustedProxies: {network} is everybody, who could then name any address as theirs"));
}

/// <summary>How calls wait that are not refused.</summary>
internal sealed record WaitingOptions
{
    /// <summary>Calls that are with the services at a time; the rest wait. Half of them at most are of one source.</summary>
    public int AtOnce { get; init; } = 64;

    /// <summary>Memory that those who wait may take, in MiB. When it is full, the source that has most there is told to come again (UNAVAILABLE).</summary>
    public int MostWaitingMebibytes { get; init; } = 256;

    internal IEnumerable<string> Problems(string name) => AtOnce >= 2 && MostWaitingMebibytes >= 1 ? [] : [$"{name}: AtOnce is below 2, or MostWaitingMebibytes below 1"];
}

/// <summary>How long calls may take that are no streams.</summary>
internal sealed record DeadlineOptions
{
    /// <summary>Seconds for callers who give no deadline.</summary>
    public double CallSeconds { get; init; } = 60;

    /// <summary>Likewise of report intake, the waiting included.</summary>
    public double IntakeSeconds { get; init; } = 120;

    /// <summary>Seconds that a call may take at most, whatever deadline its caller gives.</summary>
    public double MostSeconds { get; init; } = 600;

    internal IEnumerable<string> Problems() => CallSeconds > 0 && IntakeSeconds > 0 && MostSeconds >= Math.Max(CallSeconds, IntakeSeconds) ? [] : ["Deadlines: not above 0, or MostSeconds below the others"];
}

/// <summary>Ordinary limits of one caller: of a token its subject and office, else of the network that the address is of.</summary>
internal sealed record LimitOptions
{
    /// <summary>Reads.</summary>
    public RateOptions Reads { get; init; } = new() { PerSecond = 200, Burst = 1000 };

    /// <summary>Writes.</summary>
    public RateOptions Writes { get; init; } = new() { PerSecond = 200, Burst = 1000 };

    /// <summary>Streams that are begun.</summary>
    public RateOptions Streams { get; init; } = new() { PerSecond = 20, Burst = 200 };

    /// <summary>RPCs, by full name, that have a limit of their own.</summary>
    public IReadOnlyDictionary<string, RateOptions> Rpcs { get; init; } = new Dictionary<string, RateOptions>();

    internal IEnumerable<string> Problems() =>
        Rpcs.Select(row => (row.Key, row.Value)).Concat([("Reads", Reads), ("Writes", Writes), ("Streams", Streams)])
            .Where(row => row.Item2.PerSecond < 1 || row.Item2.Burst < 1).Select(row => $"Limits: {row.Item1} is below 1");
}

/// <summary>How many calls pass: a bucket that fills.</summary>
internal sealed record RateOptions
{
    /// <summary>Calls a second, on the long run.</summary>
    public int PerSecond { get; init; } = 200;

    /// <summary>Calls at once, after a pause.</summary>
    public int Burst { get; init; } = 1000;
}

/// <summary>Work by which a caller of report intake gets before those of its own source who did none.</summary>
internal sealed record ProofOfWorkOptions
{
    /// <summary>Leading zero bits of the hash that is to be found; 0, the default, asks for no work. 20 take a telephone about a second.</summary>
    public int Bits { get; init; }
}
