using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A case was forwarded to a personnel authority: it is told, once, and asked to confirm; nothing of the case stands in the notice.</summary>
internal sealed class OnCaseForwarded(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<CaseForwarded>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<CaseForwarded> context) => db.OnceAsync(context, nameof(OnCaseForwarded), async () =>
    {
        var (happened, now) = (context.Message, clock.Now());
        var wanted = Office.TryParse(happened.AgencyOffice, out var named) ? named : throw new InvalidOperationException("The event names no office.");
        var told = await directory.AddresseeAsync(wanted, null, now, context.CancellationToken) ?? wanted;
        var (title, body) = NoticeWords.Of(happened);
        await NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(),
            [new([told], NoticeKind.Forwarded, happened.ForwardingId, happened.Version, title, body, Recipients.RegionOf(happened.OfficeCode)?.Code.ToString(), now)]);
    });
}
