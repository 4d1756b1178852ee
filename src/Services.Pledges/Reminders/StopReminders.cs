using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Reminders;

internal sealed partial class ReminderEndpoint
{
    /// <summary>Ends reminders; those that have ended stay as they are.</summary>
    /// <remarks>When this returns, no round follows, and that survives a crash. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, REMINDERS_UNKNOWN, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<StopRemindersResponse> StopReminders(StopRemindersRequest request, ServerCallContext context) =>
        await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var cancel = context.CancellationToken;
            var found = Guid.TryParse(request.ReminderId, out var id) ? await ReminderRow.ReadAsync(db, "where id = {0} for update", [id], cancel) : [];
            if (found.SingleOrDefault() is not { } reminder || !Caller.Of(context).Office.Covers(reminder.RegionCode))
            {
                throw ReminderRefusals.Unknown();
            }

            await db.Database.ExecuteSqlAsync($"update pledges.reminders set status = 'Stopped', next_at = null where id = {id} and status = 'Running'", cancel);
            return new StopRemindersResponse { Reminders = (await ReminderRow.ReadAsync(db, "where id = {0}", [id], cancel)).Single().ToWire() };
        });
}
