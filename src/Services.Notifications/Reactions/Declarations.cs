using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>What the events of a declaration do here, one after the other: it is recorded (version 1); the release before let the lists that were signed follow, one version each.</summary>
/// <remarks>Both events go through one order: an event of a declaration that this service did not subscribe to would leave a gap that never closes. Signatures of this release are aggregates of their own, in no order.</remarks>
internal sealed class Declarations(NotificationsDb db, TimeProvider clock)
{
    /// <summary>Name of the order in the inbox. Never changed.</summary>
    internal const string Stream = "declarations";

    /// <summary>Applies an event in its turn.</summary>
    internal Task ApplyAsync(object happened, CancellationToken cancel) => happened switch
    {
        DeclarationHeld held => TellOfAsync(held),
        PledgeSigned signed => db.AddToTallyAsync(signed.DeclarationId, signed.Signatures, signed.PersonalPledges, cancel),
        _ => throw new InvalidOperationException($"{happened.GetType()} is no event of a declaration."),
    };

    private Task TellOfAsync(DeclarationHeld held)
    {
        var region = Recipients.RegionOf(held.RegionCode);
        var (title, body) = NoticeWords.Of(held, region);
        return NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(),
            [new(Recipients.Of(region?.Code), NoticeKind.DeclarationHeld, held.DeclarationId, held.Version, title, body, region?.Code.ToString(), clock.Now())]);
    }
}
