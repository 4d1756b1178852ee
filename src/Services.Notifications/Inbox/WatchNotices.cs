using System.Diagnostics;
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

    // Commits that follow each other closely are read together.
    private static readonly TimeSpan GatherFor = TimeSpan.FromMilliseconds(20);

    /// <summary>Notices of one office, or for central of all, as they come, from a cursor on, until the caller ends the stream.</summary>
    /// <remarks>
    /// Each is sent at least once: whoever begins again at the cursor of the last one that was dealt with misses none. When there is nothing to send, a message without a notice says now and
    /// then that the stream lives, and with its cursor how far it has looked.
    /// </remarks>
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
        var lastSent = Stopwatch.GetTimestamp();
        while (!context.CancellationToken.IsCancellationRequested)
        {
            var news = signal.NextAsync(office);
            var page = await feed.ReadAsync(office, cursor, WatchedAtOnce, context.CancellationToken);
            foreach (var told in page.Where(told => filter.Wants(told.Notice)))
            {
                await responseStream.WriteAsync(new WatchNoticesResponse { Notice = ToWire(told.Notice, told.Signatures), Cursor = told.Cursor.ToString() }, context.CancellationToken);
                lastSent = Stopwatch.GetTimestamp();
            }

            cursor = page.Count > 0 ? page[^1].Cursor : cursor;
            if (Stopwatch.GetElapsedTime(lastSent).TotalSeconds >= options.SignOfLifeSeconds)
            {
                await responseStream.WriteAsync(new WatchNoticesResponse { Cursor = cursor.ToString() }, context.CancellationToken);
                lastSent = Stopwatch.GetTimestamp();
            }

            if (page.Count < WatchedAtOnce)
            {
                await news.WaitAsync(LookAgainAfter, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await Task.Delay(GatherFor, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
