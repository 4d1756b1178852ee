using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;
using Enum = System.Enum;

namespace Netralitas.Services.Reports.EvidenceCustody;

internal sealed partial class CaseEvidenceEndpoint
{
    private const int LongestMark = 100;

    /// <summary>The exhibit is evidence, and its chain of custody begins with where it is kept. When this returns, that survives a crash.</summary>
    /// <remarks>The same request again gets the first answer; of two at once the second waits.</remarks>
    /// <exception cref="RefusalException">REPORT_UNKNOWN, CASE_HANDLED_BELOW, EXHIBIT_INVALID with all faults, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<RegisterExhibitResponse> RegisterExhibit(RegisterExhibitRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var caller = Caller.Of(context);
            var file = await cases.FindHandledAsync(request.Number, caller, context.CancellationToken);
            var faults = FaultsOf(request).ToList();
            if (faults.Count > 0)
            {
                throw CustodyRefusals.ExhibitInvalid(faults);
            }

            var number = 1 + await db.EvidenceItems.CountAsync(e => e.ReportId == file.Report.Id, context.CancellationToken);
            var item = ExhibitOf(request, file.Report.Id, file.Office, number, caller);
            db.EvidenceItems.Add(item);
            await AddEntryAsync(item, CustodyAct.Registered, caller, request.KeptAt, null, null, context.CancellationToken);
            Failpoint.Reach("exhibit.before_commit");
            return new RegisterExhibitResponse { Evidence = number, RegisteredAt = item.ReceivedAt.ToTimestamp() };
        });

    private EvidenceItem ExhibitOf(RegisterExhibitRequest request, Guid reportId, RegionCode office, int number, Caller caller)
    {
        var id = Guid.NewGuid();
        return new EvidenceItem
        {
            Id = id,
            ReportId = reportId,
            Number = number,
            Kind = EvidenceKind.Exhibit,
            RequestKey = null,
            RequestMac = null,
            Office = caller.Office.ToString(),
            Label = new EvidenceLabel(request.Name, request.Description, request.Mark).Seal(sealing, id, office, null),
            MediaType = "",
            SizeBytes = 0,
            Sha256 = [],
            DeclaredSha256 = [],
            OriginalFileId = null,
            CopyFileId = null,
            CopySizeBytes = 0,
            CopySha256 = [],
            KeepsMetadata = false,
            Pixels = 0,
            Source = request.Source,
            ReceivedAt = clock.Now(),
        };
    }

    private static IEnumerable<FieldFault> FaultsOf(RegisterExhibitRequest request) =>
    [
        .. FaultsOf("name", request.Name, LongestName, isNeeded: true),
        .. FaultsOf("description", request.Description, LongestText, isNeeded: false),
        .. FaultsOf("mark", request.Mark, LongestMark, isNeeded: true),
        .. request.Source != ExhibitSource.Unspecified && Enum.IsDefined(request.Source) ? (FieldFault[])[] : [new FieldFault("source", "Pilih dari siapa barang bukti diterima.")],
        .. FaultsOf("kept_at", request.KeptAt, LongestName, isNeeded: true),
    ];
}
