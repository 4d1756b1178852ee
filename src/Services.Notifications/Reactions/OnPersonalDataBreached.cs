using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>Personal data were breached: the offices of the region, those above them and central Bawaslu are told. Once, and nothing of whose data it is.</summary>
internal sealed class OnPersonalDataBreached(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<PersonalDataBreached>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<PersonalDataBreached> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var (title, body) = NoticeWords.Of(happened);
        var offices = await directory.OfCaseAsync(happened.RegionCode, andAbove: true, now, context.CancellationToken);
        await db.TellOnceAsync(context, nameof(OnPersonalDataBreached), new NoticeDraft(offices, NoticeKind.DataBreach, happened.BreachId, happened.Version, title, body, happened.RegionCode, now));
    }
}
