using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Reminders;

internal sealed partial class ReminderEndpoint
{
    private const int UsualDays = 7;
    private const int MostDays = 90;
    private const int LongestAhead = 366;

    /// <summary>Starts reminders; the first round is due at once.</summary>
    /// <remarks>When this returns, the reminders survive a crash. The same request again gets the first answer; of two starts for one text and region at once one is refused.</remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, REMINDER_INVALID, REGION_UNKNOWN, DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT, REGION_OUTSIDE_OFFICE, REMINDERS_RUNNING, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<StartRemindersResponse> StartReminders(StartRemindersRequest request, ServerCallContext context)
    {
        var region = OwnRegion.Read(request.RegionCode, context);
        var now = clock.Now();
        var today = region.TimeZone.LocalDate(now);
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (everyDays, until) = Read(request, region, today);
            var scope = await ScopeOfAsync(request.DeclarationId, context.CancellationToken);
            var id = Guid.CreateVersion7();
            var isNew = await db.Database.ExecuteSqlAsync(
                $"""
                insert into pledges.reminders (id, pledge_scope, declaration_id, region_code, every_days, last_day, next_at, started_by, started_at)
                values ({id}, {scope}, {Guid.Parse(request.DeclarationId)}, {request.RegionCode}, {everyDays}, {until}, {now}, {Caller.Of(context).Office.ToString()}, {now})
                on conflict (pledge_scope, region_code) where status = 'Running' do nothing
                """, context.CancellationToken) == 1;
            return isNew ? new StartRemindersResponse { ReminderId = id.ToString() } : throw ReminderRefusals.Running();
        });
    }

    private static (int EveryDays, DateOnly Until) Read(StartRemindersRequest request, Region region, DateOnly today)
    {
        var faults = new Faults();
        faults.Unless(region.Level <= RegionLevel.Regency, "region_code", "Pengingat disampaikan kepada PPK: pilih provinsi, kabupaten, atau kota, atau 00.");
        faults.Unless(request.EveryDays is >= 0 and <= MostDays, "every_days", $"Isi dengan 1 sampai {MostDays} hari, atau 0 untuk {UsualDays} hari.");
        var isDate = DateOnly.TryParseExact(request.Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until);
        faults.Unless(isDate && until >= today && until <= today.AddDays(LongestAhead), "until", $"Hari terakhir ditulis TTTT-BB-HH, dari hari ini sampai {LongestAhead} hari ke depan.");
        return faults.Any ? throw ReminderRefusals.Invalid(faults.Found) : (request.EveryDays == 0 ? UsualDays : request.EveryDays, until);
    }

    private async Task<Guid> ScopeOfAsync(string declarationId, CancellationToken cancel)
    {
        var declaration = Guid.TryParse(declarationId, out var id)
            ? await db.Declarations.AsNoTracking().Where(d => d.Id == id).Select(d => new { d.PledgeTextId, d.Contests }).SingleOrDefaultAsync(cancel)
            : null;
        return declaration is null ? throw PledgeRefusals.DeclarationUnknown()
            : declaration.PledgeTextId is { } textId ? PledgeScope.Of(textId, declaration.Contests)
            : throw PledgeRefusals.DeclarationWithoutText();
    }
}
