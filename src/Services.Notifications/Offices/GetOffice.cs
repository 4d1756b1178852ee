using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Offices;

internal sealed partial class OfficeDirectoryEndpoint
{
    /// <summary>One entry of the directory.</summary>
    /// <exception cref="RefusalException">OFFICE_INVALID, OFFICE_UNKNOWN.</exception>
    [Authorize(Roles = Roles.DirectoryReaders)]
    public override async Task<GetOfficeResponse> GetOffice(GetOfficeRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var office = caller.Office;
        if (request.Office.Length > 0 && !Office.TryParse(request.Office, out office))
        {
            throw NotificationRefusals.OfficeInvalid();
        }

        var name = office.ToString();
        var entry = MaySee(caller, office) ? await db.Offices.AsNoTracking().SingleOrDefaultAsync(o => o.Office == name, context.CancellationToken) : null;
        return new GetOfficeResponse { Entry = OfficeEntries.ToWire(entry ?? throw OfficeRefusals.OfficeUnknown()) };
    }
}
