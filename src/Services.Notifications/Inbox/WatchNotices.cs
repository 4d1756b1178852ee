using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Inbox;

internal sealed partial class InboxEndpoint
{
    private const int WatchedAtOnce = 500;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>Notices of one office, or for central of all, as they come, from a cursor on, until the caller ends the stream.</summary>
    /// <remarks>Each is sent at least once: whoever begins again at the cursor of the last one that was dealt with misses none.</remarks>
    /// <exception cref="RefusalException">OFFICE_INVALID, CURSOR_INVALID, REGION_CODE_INVALID, OFFICE_NOT_YOURS.</exception>
    [Authorize(Roles = Roles.NoticeReaders)]
    public override async Task WatchNotices(WatchNoticesRequest request, IServerStreamWriter<WatchNoticesResponse> responseStream, ServerCallContext context)
    {
        var office = WatchedOffice(request, Caller.Of(context));
        if (request.RegionCode.Length > 0 && !RegionCode.TryParse(request.RegionCode, out _))
        {
            throw NotificationRefusals.RegionCodeInvalid("region_code");
        }

        var cursor = request.Cursor switch
        {
            "" => InboxCursor.Start,
            "now" => await feed.NowAsync(context.CancellationToken),
            var text => InboxCursor.Read(text) ?? throw NotificationRefusals.CursorInvalid(),
        };
        // The caller knows by the headers that the place is fixed, also while there is nothing to tell.
        await context.WriteResponseHeadersAsync([]);
        var filter = new NoticeFilter(request.Kinds, request.RegionCode);
        while (!context.CancellationToken.IsCancellationRequested)
        {
            var page = await feed.ReadAsync(office, cursor, WatchedAtOnce, context.CancellationToken);
            foreach (var told in page.Where(told => filter.Wants(told.Notice)))
            {
                await responseStream.WriteAsync(new WatchNoticesResponse { Notice = ToWire(told.Notice, told.Signatures), Cursor = told.Cursor.ToString() }, context.CancellationToken);
            }

            if (page.Count > 0)
            {
                cursor = page[^1].Cursor;
            }
            else
            {
                await Task.Delay(LookAgainAfter, context.CancellationToken);
            }
        }
    }

    // Null for all offices, which only those may watch who may read each inbox.
    private static string? WatchedOffice(WatchNoticesRequest request, Caller caller)
    {
        if (!request.AllOffices)
        {
            return WantedOffice(request.Office, caller).ToString();
        }

        if (request.Office.Length > 0)
        {
            throw NotificationRefusals.OfficeInvalid();
        }

        return caller.Role is Roles.Central or Roles.Auditor ? null : throw NotificationRefusals.OfficeNotYours(caller.Office);
    }
}
