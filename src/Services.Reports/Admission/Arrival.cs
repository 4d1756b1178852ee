using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Admission;

/// <summary>A report on its way to where it is safe. Everything that its receipt says is decided before it is written, so that every place gives the same one.</summary>
/// <param name="Id">Inner identity, made here and not by the database: written twice, it is one report.</param>
/// <param name="Content">What the reporter sent.</param>
/// <param name="CodeKeyId">The secret under which its number and code are computed.</param>
/// <param name="ReceivedAt">Instant of receipt.</param>
/// <param name="TraceParent">The call; null when there is none any more.</param>
internal sealed record Arrival(Guid Id, ReportContent Content, string CodeKeyId, DateTimeOffset ReceivedAt, string? TraceParent)
{
    /// <summary>The report as its row will be, but for what only the database knows.</summary>
    /// <param name="keys">The secrets.</param>
    internal Report ToReport(CodeKeys keys)
    {
        var codes = keys.Of(CodeKeyId);
        return new Report
        {
            Id = Id,
            Version = 1,
            RequestKey = Content.RequestKey,
            ContentHash = Content.Hash,
            Number = codes.Number(Content.RequestKey, Content.Hash),
            CodeKeyId = CodeKeyId,
            CodeVerifier = codes.Verifier(codes.AccessCode(Content.RequestKey, Content.Hash)),
            RegionCode = Content.Region?.Code.ToString(),
            Kind = Content.Classification.Kind,
            OfficeCode = Content.Classification.Office.ToString(),
            Contest = Content.Classification.Contest,
            Status = ReportStatus.Received,
            ReceivedAt = ReceivedAt,
            PossibleDuplicateOf = null,
            Content = Content.Bytes,
        };
    }
}

/// <summary>What a receipt needs of a report that is safe.</summary>
/// <param name="Number">Public number, 12 characters without hyphens.</param>
/// <param name="CodeKeyId">The secret under which it was computed.</param>
/// <param name="ReceivedAt">Instant of receipt.</param>
internal sealed record Admitted(string Number, string CodeKeyId, DateTimeOffset ReceivedAt);
