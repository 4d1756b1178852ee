using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.DataSubjects;

/// <summary>That somebody asked about data of the own person. Never changed.</summary>
internal sealed class SubjectRequest
{
    public required Guid Id { get; init; }

    /// <summary>Null where no report is known.</summary>
    public required Guid? ReportId { get; init; }

    /// <summary>A reporter's request; null for what an officer recorded.</summary>
    public required Guid? RequestKey { get; init; }

    /// <summary>What a reporter's request is recognised by; null likewise.</summary>
    public required byte[]? RequestMac { get; init; }

    /// <summary>Kemendagri code of the region of the office that answers.</summary>
    public required string OfficeCode { get; init; }

    public required DataRequester Requester { get; init; }

    public required DataSubjectRight Right { get; init; }

    /// <summary>What was asked, and by whom where it is no reporter, as <see cref="Sealing.SealedBody"/> of a <see cref="RecordDataRequestRequest"/>; empty once the report is erased.</summary>
    public required byte[] Content { get; init; }

    /// <summary>As tokens name the person; null for a reporter.</summary>
    public required string? RecordedBy { get; init; }

    /// <summary>As tokens name it; null likewise.</summary>
    public required string? RecordedByOffice { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>What was answered; one for a request. Never changed.</summary>
internal sealed class SubjectRequestAnswer
{
    public required Guid SubjectRequestId { get; init; }

    public required DataRequestOutcome Outcome { get; init; }

    /// <summary>In the officer's words; empty once the report is erased.</summary>
    public required string Answer { get; init; }

    /// <summary>The regulation by which it was refused or granted in part; empty otherwise.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>How it was sent; empty for a reporter.</summary>
    public required string SentBy { get; init; }

    /// <summary>As tokens name the person.</summary>
    public required string AnsweredBy { get; init; }

    /// <summary>As tokens name it.</summary>
    public required string AnsweredByOffice { get; init; }

    public required DateTimeOffset AnsweredAt { get; init; }
}
