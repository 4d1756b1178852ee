using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Offices;

/// <summary>The directory of offices. One file for each RPC.</summary>
internal sealed partial class OfficeDirectoryEndpoint(NotificationsDb db, RequestLedger ledger, TimeProvider clock) : OfficeDirectoryService.OfficeDirectoryServiceBase
{
    private static bool MaySee(Caller caller, Office office) =>
        caller.Role is Roles.Central or Roles.Auditor || (office.Kind == caller.Office.Kind && caller.Office.Covers(office.Code));
}
