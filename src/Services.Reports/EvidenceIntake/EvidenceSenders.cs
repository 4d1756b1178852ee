using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Netralitas.Cryptography;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Retention;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.EvidenceIntake;

/// <summary>Lets in whoever may hand evidence in to a report: its reporter by the code, or an officer of the office that handles it or of one above.</summary>
internal sealed class EvidenceSenders(ReportsDb db, ReportAccess access, OwnPart part)
{
    private static readonly string[] OfficerRoles = Roles.Examiners.Split(',');

    /// <summary>The sender behind a call.</summary>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND: for a reporter after the same work whichever of number and code is wrong, and for an officer whose office has no part in it; OFFICE_CLAIM_INVALID.</exception>
    internal async Task<EvidenceSender> OpenAsync(string number, string accessCode, ServerCallContext context)
    {
        var user = context.GetHttpContext().User;
        if (accessCode.Length > 0 || !part.ServesOfficers || !OfficerRoles.Any(user.IsInRole))
        {
            var opened = await access.OpenAsync(number, accessCode, context.CancellationToken);
            Crockford.TryRead(accessCode, ReportCodes.AccessCodeLength, out var code);
            return new EvidenceSender(opened.Id, opened.CodeKeyId, await OfficeOfAsync(opened.Id, context.CancellationToken), code, null);
        }

        var caller = Caller.Of(user);
        var wanted = Crockford.TryRead(number, ReportCodes.NumberLength, out var read) ? read : "";
        var report = await db.Kept().Where(r => r.Number == wanted).Select(r => new { r.Id, r.CodeKeyId }).SingleOrDefaultAsync(context.CancellationToken);
        return report is not null && await OfficeOfAsync(report.Id, context.CancellationToken) is var office && caller.Office.Covers(office.ToString())
            ? new EvidenceSender(report.Id, report.CodeKeyId, office, null, caller)
            : throw ReportRefusals.ReportNotFound();
    }

    // Without the content: whoever takes evidence in need not be able to read reports.
    private async Task<RegionCode> OfficeOfAsync(Guid reportId, CancellationToken cancel)
    {
        var code = await db.Cases.Where(c => c.ReportId == reportId).Select(c => c.OfficeCode).SingleOrDefaultAsync(cancel)
            ?? await db.Additions.Where(a => a.ReportId == reportId).OrderByDescending(a => a.Version).Select(a => a.OfficeCode).FirstOrDefaultAsync(cancel)
            ?? await db.Reports.Where(r => r.Id == reportId).Select(r => r.OfficeCode).SingleAsync(cancel);
        return code is null ? RegionCode.National : RegionCode.Parse(code);
    }
}

/// <summary>Who hands evidence in, and to what.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="CodeKeyId">Which secret its codes were computed under.</param>
/// <param name="HandlingOffice">Region of the office that handles it.</param>
/// <param name="AccessCode">The reporter's, without hyphens; null for an officer.</param>
/// <param name="Officer">Null for the reporter.</param>
internal sealed record EvidenceSender(Guid ReportId, string CodeKeyId, RegionCode HandlingOffice, string? AccessCode, Caller? Officer)
{
    /// <summary>The office as tokens name it; null for the reporter.</summary>
    internal string? Office => Officer?.Office.ToString();
}
