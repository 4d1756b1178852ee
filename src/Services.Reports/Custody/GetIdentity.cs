using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.Custody;

internal sealed partial class CustodyEndpoint
{
    /// <summary>Who reported, for the two custodians of an approved opening. That it was read survives a crash before anybody sees it.</summary>
    /// <exception cref="RefusalException">OPENING_UNKNOWN, OPENING_NOT_APPROVED, OPENING_OVER, IDENTITY_KEY_MISSING; nothing is recorded then.</exception>
    [Authorize(Roles = Roles.Custodian)]
    public override async Task<GetIdentityResponse> GetIdentity(GetIdentityRequest request, ServerCallContext context)
    {
        var (caller, cancel) = (Caller.Of(context), context.CancellationToken);
        var opening = await FindAsync(request.OpeningId, caller, cancel);
        if (opening.Evidence is not null)
        {
            throw CustodyRefusals.OpeningUnknown();
        }

        await ReadableAsync(opening, caller, cancel);
        var reporter = await OpenAsync(opening.ReportId, cancel);
        var reading = new OpeningReading { Id = Guid.CreateVersion7(), OpeningId = opening.Id, ReadBy = caller.Subject, ReadAt = clock.Now() };
        db.OpeningReadings.Add(reading);
        await db.SaveChangesAsync(cancel);
        Failpoint.Reach("identity.after_commit_before_reply");
        var number = await db.Reports.Where(r => r.Id == opening.ReportId).Select(r => r.Number).SingleAsync(cancel);
        return new GetIdentityResponse { Number = Crockford.Grouped(number), Reporter = reporter, ReadAt = reading.ReadAt.ToTimestamp() };
    }

    private async Task<Reporter> OpenAsync(Guid reportId, CancellationToken cancel)
    {
        try
        {
            return await identities.ReadAsync(reportId, cancel);
        }
        catch (OpeningKeyMissingException)
        {
            throw CustodyRefusals.KeyMissing();
        }
    }
}
