using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Prevention;

/// <summary>The duty to prevent, for offices. One file for each RPC.</summary>
internal sealed partial class PreventionEndpoint(PledgesDb db, RequestLedger ledger, PersonalData personal, TimeProvider clock) : PreventionService.PreventionServiceBase
{
    private const int MaxWords = 200;
    private const int MaxPlace = 300;
    private const int MaxBasis = 500;
    private const int LongestAhead = 366;

    // Nothing older is in any document that was read.
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    private static void CheckWords(string words, string field, int most, Faults faults) =>
        faults.Unless(words.Trim().Length > 0 && words.Trim().Length <= most, field, $"Harus diisi, paling banyak {most} karakter.");

    private static void Refuse(Faults faults)
    {
        if (faults.Any)
        {
            throw PreventionRefusals.Invalid(faults.Found);
        }
    }

    /// <summary>The rule in force; an office in the east is not a day ahead of it.</summary>
    private Task<Rule> RuleAsync(DateTimeOffset now, CancellationToken cancel) => db.RuleOnAsync(IndonesianTimeZone.Wib.LocalDate(now), cancel);

    /// <summary>Adds a duty and counts what was held for it already.</summary>
    /// <exception cref="RefusalException">PREVENTION_DUTY_EXISTS.</exception>
    private async Task<PreventionDuty> AddAsync(NewDuty duty, DateTimeOffset now, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        if (!await db.AddDutyAsync(duty, Caller.Of(context).Office, now, cancel))
        {
            throw PreventionRefusals.DutyExists();
        }

        var rule = await RuleAsync(now, cancel);
        await db.RefreshDutiesAsync(duty.Id, rule, duty.Region.TimeZone.LocalDate(now), cancel);
        return (await db.DutiesAsync("where d.id = {0}", [duty.Id], cancel)).Single().ToWire(rule, now);
    }
}

/// <summary>Adds what the duty to prevent needs.</summary>
internal static class PreventionRegistration
{
    internal static void AddPrevention(this IHostApplicationBuilder builder) => builder.Services.AddHostedService<DutyWatch>();
}
