using System.Threading.RateLimiting;

namespace Netralitas.Gateway.Traffic;

/// <summary>Ordinary limits: a bucket of each caller for reads, writes and streams, and for RPCs that have one of their own. Safe to call from several threads.</summary>
internal sealed class CallLimits : IDisposable
{
    private readonly LimitOptions options;
    private readonly PartitionedRateLimiter<(string Bucket, SourceKey Source)> buckets;

    public CallLimits(LimitOptions options)
    {
        this.options = options;
        buckets = PartitionedRateLimiter.Create<(string Bucket, SourceKey Source), (string, SourceKey)>(call => RateLimitPartition.GetTokenBucketLimiter(call, _ => Bucket(RateOf(call.Bucket))));
    }

    /// <summary>Takes a call in; null when it passes, else when to come again.</summary>
    internal TimeSpan? Take(RpcTraffic traffic, SourceKey source)
    {
        using var lease = buckets.AttemptAcquire((BucketOf(traffic), source));
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var pause) && pause > TimeSpan.FromSeconds(1) ? pause : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => buckets.Dispose();

    private string BucketOf(RpcTraffic traffic) => options.Rpcs.ContainsKey(traffic.Name) ? traffic.Name : traffic switch
    {
        { IsStream: true } => "streams",
        { IsRead: true } => "reads",
        _ => "writes",
    };

    private RateOptions RateOf(string bucket) => bucket switch
    {
        "streams" => options.Streams,
        "reads" => options.Reads,
        "writes" => options.Writes,
        _ => options.Rpcs[bucket],
    };

    // Filled ten times a second: a caller at its limit goes on evenly.
    private static TokenBucketRateLimiterOptions Bucket(RateOptions rate) => new()
    {
        TokenLimit = rate.Burst,
        TokensPerPeriod = Math.Max(1, rate.PerSecond / 10),
        ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, rate.PerSecond / 10) / (double)rate.PerSecond),
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}
