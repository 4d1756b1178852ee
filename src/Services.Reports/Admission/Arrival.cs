using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Receipts;

namespace Netralitas.Services.Reports.Admission;

/// <summary>A report on its way to where it is safe. Everything that its receipt says is decided before it is written, so that every place gives the same one; what was sent is sealed.</summary>
/// <param name="Id">Inner identity, made here and not by the database: written twice, it is one report.</param>
/// <param name="RequestKey">The client's request.</param>
/// <param name="LineUpBy">As <see cref="ReportContent.LineUpBy"/>.</param>
/// <param name="ContentHashes">What stands for the content beside it: under the arrival's own secret first, then under every other one that an earlier report may have been taken in by.</param>
/// <param name="CodeKeyId">The secret under which its number and code are computed.</param>
/// <param name="Number">Public number, 12 characters.</param>
/// <param name="CodeVerifier">What an access code is held against.</param>
/// <param name="RegionCode">Kemendagri code of the place of the act; null when the reporter gave none that exists.</param>
/// <param name="Classification">What it is taken in as.</param>
/// <param name="ReceivedAt">Instant of receipt.</param>
/// <param name="TraceParent">The call; null when there is none any more.</param>
/// <param name="Content">What was reported, sealed.</param>
/// <param name="Identity">Who reported, sealed; null when nothing was told of that.</param>
/// <param name="Channel">How it came, for counts alone; null where it waited in the spool of a release that did not keep it.</param>
internal sealed record Arrival(
    Guid Id, Guid RequestKey, long LineUpBy, IReadOnlyList<byte[]> ContentHashes, string CodeKeyId, string Number, byte[] CodeVerifier, string? RegionCode,
    Classification Classification, DateTimeOffset ReceivedAt, string? TraceParent, byte[] Content, byte[]? Identity, ReportChannel? Channel)
{
    /// <summary>Which office took it in by whom, for the entry in the office's audit chain; null for what a reporter sent, and where it waited in the spool of a release that kept none.</summary>
    internal EnteredBy? EnteredBy { get; init; }

    /// <summary>What makes it the same report as another.</summary>
    internal ReportKey Key { get; } = ReportKey.Of(RequestKey, ContentHashes[0]);

    /// <summary>The report as its row will be, but for what only the database knows.</summary>
    internal Report ToReport() => new()
    {
        Id = Id,
        Version = 1,
        RequestKey = RequestKey,
        ContentHash = ContentHashes[0],
        Number = Number,
        CodeKeyId = CodeKeyId,
        CodeVerifier = CodeVerifier,
        RegionCode = RegionCode,
        Kind = Classification.Kind,
        OfficeCode = Classification.Office.ToString(),
        Contest = Classification.Contest,
        Status = ReportStatus.Received,
        ReceivedAt = ReceivedAt,
        PossibleDuplicateOf = null,
        Content = Content,
        Identity = Identity,
    };
}

/// <summary>Who took something in for an office.</summary>
/// <param name="Rpc">Full name of the RPC.</param>
/// <param name="Person">As the token names the person.</param>
/// <param name="Office">The office, as tokens name it.</param>
internal sealed record EnteredBy(string Rpc, string Person, string Office)
{
    /// <summary>Of an entry of an office; null of none.</summary>
    internal static EnteredBy? Of(OfficeEntry? entry) => entry is null ? null : new EnteredBy($"netralitas.reports.v1.OfficeIntakeService/{RpcOf(entry.Kind)}", entry.EnteredBy, entry.Office.ToString());

    private static string RpcOf(ReportKind kind) => kind switch
    {
        ReportKind.Temuan => "RecordFinding",
        ReportKind.Lhp => "RecordSupervision",
        _ => "EnterReport", // on somebody's behalf: its content tells what it is
    };
}

/// <summary>What a receipt needs of a report that is safe.</summary>
/// <param name="Number">Public number, 12 characters without hyphens.</param>
/// <param name="CodeKeyId">The secret under which it was computed.</param>
/// <param name="ReceivedAt">Instant of receipt.</param>
/// <param name="Entry">Its entry for the public log; null while the report waits in the spool, since only the database can promise that it is the one, and once it was erased.</param>
internal sealed record Admitted(string Number, string CodeKeyId, DateTimeOffset ReceivedAt, ReceiptEntry? Entry = null);
