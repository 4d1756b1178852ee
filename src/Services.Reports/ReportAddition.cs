using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports;

/// <summary>What an addition is.</summary>
internal enum AdditionPurpose
{
    /// <summary>It is part of the report: its author completed it, or an office adopted it.</summary>
    Completion,

    /// <summary>Its author told the office something beside the report; the text is the narrative of the content.</summary>
    Message,

    /// <summary>Its author put data of the own person right; what the report is does not change by it.</summary>
    Correction,

    /// <summary>An office recorded who a respondent is: the content has that respondent alone, and is sealed to offices and to nobody else.</summary>
    Respondent,
}

/// <summary>What was added to a report after its receipt: by its author, or by the office that adopted it. Never changed.</summary>
internal sealed class ReportAddition
{
    public required Guid Id { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>From 2: the report itself is the first.</summary>
    public required int Version { get; init; }

    /// <summary>The client's request, as a UUID.</summary>
    public required Guid RequestKey { get; init; }

    /// <summary>As <see cref="Report.ContentHash"/>, under the secret of the report.</summary>
    public required byte[] ContentHash { get; init; }

    /// <summary>In the form of <see cref="Report.Content"/>. The adoption by an office says nothing of what was reported, and is not sealed.</summary>
    public required byte[] Content { get; init; }

    public required AdditionPurpose Purpose { get; init; }

    /// <summary>In the form of <see cref="Report.Identity"/>.</summary>
    public required byte[]? Identity { get; init; }

    /// <summary>What the whole is with it.</summary>
    public required ReportKind Kind { get; init; }

    /// <summary>Kemendagri code of the region of the office that counts the whole.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>Code of the contest of the whole; null when it is not known.</summary>
    public required string? Contest { get; init; }

    /// <summary>Kemendagri code of the place of the act, by the whole; null when there is none that exists.</summary>
    public required string? RegionCode { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}
