using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Audit;

/// <summary>Who read and who changed what, for auditors. One file for each RPC.</summary>
internal sealed partial class AuditEndpoint(ReportsDb db) : AuditService.AuditServiceBase
{
    /// <summary>A chain that the caller may see; one without entries is one.</summary>
    /// <param name="written">As sent; empty for the caller's own.</param>
    /// <param name="caller">An auditor of a Bawaslu office.</param>
    /// <exception cref="RefusalException">AUDIT_CHAIN_UNKNOWN, also for another region's.</exception>
    private static string ChainOf(string written, Caller caller)
    {
        var office = written.Length == 0 ? caller.Office : Office.TryParse(written, out var read) ? read : throw AuditRefusals.ChainUnknown();
        return caller.Office.Kind == Office.CentralBawaslu.Kind && caller.Office.Covers(office.Code) ? office.ToString() : throw AuditRefusals.ChainUnknown();
    }

    private IQueryable<AuditEntry> In(string chain) => db.AuditEntries.AsNoTracking().Where(entry => entry.Office == chain);
}
