using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>What can happen to what was forwarded.</summary>
internal enum FollowUpStep
{
    /// <summary>The authority has it.</summary>
    Receive,

    /// <summary>The respondent is examined.</summary>
    Examine,

    /// <summary>It is decided.</summary>
    Decide,

    /// <summary>A crime is discussed at the Sentra Gakkumdu.</summary>
    Discuss,

    /// <summary>A crime goes on at the police, the prosecutor or the court.</summary>
    Proceed,

    /// <summary>An appeal opens again what was decided.</summary>
    Reopen,

    /// <summary>Nothing was decided in time.</summary>
    FallOverdue,

    /// <summary>The office turns to whoever can make the authority act.</summary>
    Escalate,

    /// <summary>An entry takes the place of an earlier one.</summary>
    Correct,

    /// <summary>Nothing more comes.</summary>
    Close,
}

/// <summary>The whole life of a forwarding. Pure; nothing else decides on its status.</summary>
/// <remarks>
/// An agency that tells of a decision without having told of receipt or examination is believed: what it did is recorded, not ordered. No law that was read sets a time for it [LAW-FWD-06].
/// </remarks>
internal static class FollowUpLife
{
    /// <summary>The status after a step; null when there is no such step.</summary>
    internal static ForwardingStatus? After(ForwardingStatus from, FollowUpStep step) => from switch
    {
        ForwardingStatus.Forwarded => step switch
        {
            FollowUpStep.Receive => ForwardingStatus.Received,
            FollowUpStep.Examine => ForwardingStatus.UnderExamination,
            FollowUpStep.Decide => ForwardingStatus.Decided,
            FollowUpStep.Discuss => ForwardingStatus.Received,
            FollowUpStep.Proceed => ForwardingStatus.UnderExamination,
            FollowUpStep.FallOverdue or FollowUpStep.Escalate => from,
            FollowUpStep.Close => ForwardingStatus.Closed,
            FollowUpStep.Correct or FollowUpStep.Reopen => null,
        },
        ForwardingStatus.Received => step switch
        {
            FollowUpStep.Examine => ForwardingStatus.UnderExamination,
            FollowUpStep.Decide => ForwardingStatus.Decided,
            FollowUpStep.Proceed => ForwardingStatus.UnderExamination,
            FollowUpStep.Discuss or FollowUpStep.FallOverdue or FollowUpStep.Escalate or FollowUpStep.Correct => from,
            FollowUpStep.Close => ForwardingStatus.Closed,
            FollowUpStep.Receive or FollowUpStep.Reopen => null,
        },
        ForwardingStatus.UnderExamination => step switch
        {
            FollowUpStep.Decide => ForwardingStatus.Decided,
            FollowUpStep.Discuss or FollowUpStep.Proceed or FollowUpStep.FallOverdue or FollowUpStep.Escalate or FollowUpStep.Correct => from,
            FollowUpStep.Close => ForwardingStatus.Closed,
            FollowUpStep.Receive or FollowUpStep.Examine or FollowUpStep.Reopen => null,
        },
        ForwardingStatus.Decided => step switch
        {
            FollowUpStep.Correct => from,
            FollowUpStep.Reopen => ForwardingStatus.UnderExamination,
            FollowUpStep.Close => ForwardingStatus.Closed,
            FollowUpStep.Receive or FollowUpStep.Examine or FollowUpStep.Decide or FollowUpStep.Discuss or FollowUpStep.Proceed or FollowUpStep.FallOverdue or FollowUpStep.Escalate => null,
        },
        ForwardingStatus.Closed => step == FollowUpStep.Correct ? from : null,
        ForwardingStatus.Unspecified => throw new InvalidOperationException("A forwarding has a status."),
    };

    /// <summary>A status in plain Indonesian.</summary>
    internal static string Words(ForwardingStatus status) => status switch
    {
        ForwardingStatus.Forwarded => "Diteruskan",
        ForwardingStatus.Received => "Diterima",
        ForwardingStatus.UnderExamination => "Diperiksa",
        ForwardingStatus.Decided => "Diputus",
        ForwardingStatus.Closed => "Selesai",
        ForwardingStatus.Unspecified => throw new InvalidOperationException("A forwarding has a status."),
    };
}
