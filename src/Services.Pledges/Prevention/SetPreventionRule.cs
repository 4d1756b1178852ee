using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    private const int LongestInterval = 1_830;

    private static readonly string[] Marks = ["V", "V~", "G", "U", "D"];

    /// <summary>Records by which rule the duty is counted from a day on [LAW-PRV-02]. What is due moves with it on that day.</summary>
    /// <remarks>When this returns, the rule survives a crash. The same request again gets the first answer. Of two rules for one day the later one holds.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, PREVENTION_INVALID, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Lawkeepers)]
    public override async Task<SetPreventionRuleResponse> SetPreventionRule(SetPreventionRuleRequest request, ServerCallContext context) =>
        await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var now = clock.Now();
            var today = IndonesianTimeZone.Wib.LocalDate(now);
            var faults = new Faults();
            var validFrom = Dates.Read(request.ValidFrom, "valid_from", today, today.AddYears(20), faults);
            faults.Unless(request.IntervalDays is > 0 and <= LongestInterval, "interval_days", $"Isi dengan 1 sampai {LongestInterval} hari.");
            CheckWords(request.Basis, "basis", MaxBasis, faults);
            faults.Unless(request.Source.Length <= MaxBasis && Uri.TryCreate(request.Source, UriKind.Absolute, out var source) && source.Scheme == Uri.UriSchemeHttps,
                "source", "Isi dengan alamat https tempat aturan itu dapat dibaca.");
            faults.Unless(Marks.Contains(request.Mark), "mark", "Pilih V, V~, G, U, atau D.");
            Refuse(faults);
            var rule = new Rule(Guid.CreateVersion7(), validFrom, request.IntervalDays, request.Basis.Trim(), request.Source, request.Mark, request.BawasluEventsCount, now);
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into pledges.prevention_rules (id, valid_from, interval_days, basis, source, mark, bawaslu_events_count, recorded_by, recorded_at)
                values ({rule.Id}, {rule.ValidFrom}, {rule.IntervalDays}, {rule.Basis}, {rule.Source}, {rule.Mark}, {rule.BawasluEventsCount}, {Caller.Of(context).Subject}, {now})
                """, context.CancellationToken);
            return new SetPreventionRuleResponse { Rule = ToWire(rule) };
        });
}
