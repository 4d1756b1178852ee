using Netralitas.Contracts.Notifications.V1;
using static Netralitas.Contracts.Notifications.V1.BroadcastState;

namespace Netralitas.Services.Notifications.Broadcasts;

/// <summary>One text from central to many offices.</summary>
internal sealed class Broadcast
{
    public required Guid Id { get; init; }

    public required BroadcastState State { get; set; }

    public required string Title { get; init; }

    public required string Body { get; init; }

    /// <summary>To offices of this kind; empty means all.</summary>
    public required string OfficeKind { get; init; }

    /// <summary>To offices of this region and below it; <c>00</c> is the whole country.</summary>
    public required string RegionCode { get; init; }

    public required string DraftedBy { get; init; }

    public required DateTimeOffset DraftedAt { get; init; }

    /// <summary>Who approved it, or gave the draft up.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who stopped it on its way, after it was approved; null otherwise.</summary>
    public string? StoppedBy { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>Every office up to this one, in their order, has it or is not to have it.</summary>
    public required string ToldUpTo { get; set; }

    public required int ToldOffices { get; set; }
}

/// <summary>What can happen to a broadcast.</summary>
internal enum BroadcastStep
{
    /// <summary>A second person of central.</summary>
    Approve,

    /// <summary>A person of central.</summary>
    Cancel,

    /// <summary>The job, when no office is left.</summary>
    Finish,
}

/// <summary>The life of a broadcast. Pure.</summary>
internal static class BroadcastLife
{
    /// <summary>Where a broadcast stands after a step; null when it has no such step.</summary>
    internal static BroadcastState? After(BroadcastState from, BroadcastStep step) => from switch
    {
        Drafted => step switch { BroadcastStep.Approve => Approved, BroadcastStep.Cancel => Cancelled, BroadcastStep.Finish => null },
        Approved => step switch { BroadcastStep.Finish => Told, BroadcastStep.Cancel => Cancelled, BroadcastStep.Approve => null },
        Told or Cancelled or Unspecified => null,
    };
}
