using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Audit;

/// <summary>Who is at work in one scope, and which cases were read and recorded in it. Outside of calls it is the service itself.</summary>
internal sealed class AuditCall
{
    /// <summary>Actor of what a report's author does.</summary>
    internal const string Reporter = "reporter";

    /// <summary>Actor of what the service does by itself.</summary>
    internal const string Service = "system";

    // What an office takes in is never refused because something else cannot be recorded: its entry is part of the statement that stores it, whenever that is.
    private static readonly HashSet<string> Intake =
    [
        "netralitas.reports.v1.OfficeIntakeService/EnterReport",
        "netralitas.reports.v1.OfficeIntakeService/RecordFinding",
        "netralitas.reports.v1.OfficeIntakeService/RecordSupervision",
    ];

    private readonly Dictionary<Guid, AuditedCase> read = [];
    private readonly HashSet<Guid> recorded = [];

    /// <summary>RPCs that need a token and whose answer waits for no entry; the reasons are in docs/audit.md.</summary>
    internal static IReadOnlyCollection<string> LeavingNone => Intake;

    internal string Rpc { get; private set; } = "";

    internal string Actor { get; private set; } = Service;

    internal string ActorOffice { get; private set; } = "";

    /// <summary>The chain for what concerns no single case.</summary>
    internal string ChainOfActor => ActorOffice.Length > 0 ? ActorOffice : Office.CentralBawaslu.ToString();

    /// <summary>Whether an answer of this call must not leave before there is an entry.</summary>
    internal bool LeavesEntry { get; private set; }

    /// <summary>Whether the call has changed something, with its entry.</summary>
    internal bool HasChanged { get; private set; }

    /// <summary>The cases that were read and have no entry yet.</summary>
    internal IReadOnlyList<AuditedCase> Unrecorded => [.. read.Values.Where(each => !recorded.Contains(each.ReportId)).OrderBy(each => each.Office, StringComparer.Ordinal)];

    /// <summary>A call begins.</summary>
    /// <param name="context">The call, after authorisation.</param>
    /// <exception cref="RefusalException">OFFICE_CLAIM_INVALID when the RPC needs a role and the token names no office that goes with it.</exception>
    internal void Begin(ServerCallContext context)
    {
        Rpc = context.Method.TrimStart('/');
        var http = context.GetHttpContext();
        var metadata = http.GetEndpoint()?.Metadata;
        var needsToken = metadata?.GetMetadata<IAuthorizeData>() is not null && metadata.GetMetadata<IAllowAnonymous>() is null;
        if (needsToken || http.User.Identity?.IsAuthenticated == true)
        {
            var caller = Caller.Of(http.User);
            (Actor, ActorOffice) = (caller.Subject, caller.Office.ToString());
            LeavesEntry = needsToken && !Intake.Contains(Rpc);
        }
        else
        {
            Actor = Reporter;
        }
    }

    /// <summary>A case file was put together.</summary>
    internal void HasRead(AuditedCase audited) => read[audited.ReportId] = audited;

    /// <summary>There is an entry of a change, of a case or of none.</summary>
    internal void HasRecorded(Guid? reportId)
    {
        HasChanged = true;
        if (reportId is { } id)
        {
            recorded.Add(id);
        }
    }

    /// <summary>There are entries of what was read.</summary>
    internal void HasTold(IEnumerable<AuditedCase> cases)
    {
        foreach (var each in cases)
        {
            read.Remove(each.ReportId);
        }
    }

    /// <summary>What was recorded was not stored.</summary>
    internal void Forget()
    {
        HasChanged = false;
        recorded.Clear();
    }
}

/// <summary>A case as an entry names it.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Office">Whose chain, as tokens name offices.</param>
/// <param name="Version">Version of the case.</param>
internal sealed record AuditedCase(Guid ReportId, string Office, int Version)
{
    /// <summary>The chain of the office that handles a region.</summary>
    /// <param name="officeCode">Kemendagri code of the region of the office.</param>
    internal static string ChainOf(string officeCode) => new Office(Netralitas.ServiceDefaults.Office.CentralBawaslu.Kind, officeCode).ToString();
}
