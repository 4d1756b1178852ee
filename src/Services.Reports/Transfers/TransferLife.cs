using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Transfers;

/// <summary>What can happen to a transfer that was sent.</summary>
internal enum TransferStep
{
    /// <summary>Whoever was to get the case has it.</summary>
    Acknowledge,

    /// <summary>It is returned.</summary>
    Return,

    /// <summary>Nobody answered in time.</summary>
    Climb,

    /// <summary>Nobody answered in time, and there is nobody above.</summary>
    Lapse,

    /// <summary>The report was withdrawn.</summary>
    Cancel,

    /// <summary>The sender calls it back.</summary>
    Recall,
}

/// <summary>The whole life of a transfer. Pure.</summary>
/// <remarks>That a transfer waits to be acknowledged, can be returned or called back, climbs, and lapses where nobody is above, is ours: no text that was read says so or sets a time [LAW-TRF-03].</remarks>
internal static class TransferLife
{
    /// <summary>The status after a step; null when there is no such step.</summary>
    internal static TransferStatus? After(TransferStatus from, TransferStep step) => from switch
    {
        TransferStatus.Pending => step switch
        {
            TransferStep.Acknowledge => TransferStatus.Acknowledged,
            TransferStep.Return => TransferStatus.Returned,
            TransferStep.Climb => TransferStatus.Pending,
            TransferStep.Lapse => TransferStatus.Returned,
            TransferStep.Cancel or TransferStep.Recall => TransferStatus.Cancelled,
        },
        TransferStatus.Acknowledged or TransferStatus.Returned or TransferStatus.Cancelled => null,
        TransferStatus.Unspecified => throw new InvalidOperationException("A transfer has a status."),
    };
}
