using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Audit;
using Netralitas.Services.Reports.Review;
using Npgsql;

namespace Netralitas.Services.Reports.Admission;

/// <summary>The entries in offices' audit chains of what they took in: part of the statement that writes the reports, so that none is stored without one.</summary>
/// <remarks>Only of what was not there already: the same request again changes nothing. In the order of chains, so that two transactions never wait for each other.</remarks>
internal static class EntryRows
{
    /// <summary>The last part of a statement.</summary>
    /// <param name="taken">The part that gives the ids of the reports that were written.</param>
    /// <param name="firstParameter">Number of the first of the parameters that <see cref="AddParameters"/> adds.</param>
    internal static string InsertFor(string taken, int firstParameter)
    {
        var p = firstParameter;
        return $"""
            audited as (
                insert into reports.audit_entries (id, office, at, act, rpc, actor, actor_office, report_id, version)
                select a.id, a.chain, a.at, '{AuditChain.Written(AuditAct.Change)}', a.rpc, a.actor, a.actor_office, a.report_id, {Case.Untouched}
                from unnest(${p}, ${p + 1}, ${p + 2}, ${p + 3}, ${p + 4}, ${p + 5}, ${p + 6}) as a(id, chain, at, rpc, actor, actor_office, report_id)
                    join {taken} on {taken}.id = a.report_id
                order by a.chain, a.id
            )
            """;
    }

    /// <summary>Adds what <see cref="InsertFor"/> names.</summary>
    /// <param name="parameters">Of the statement.</param>
    /// <param name="arrivals">The reports.</param>
    internal static void AddParameters(NpgsqlParameterCollection parameters, IReadOnlyList<Arrival> arrivals)
    {
        var entered = arrivals.Where(arrival => arrival.EnteredBy is not null).Select(arrival => (Arrival: arrival, By: arrival.EnteredBy!)).ToList();
        foreach (var column in (object[])
            [
                entered.Select(_ => Guid.CreateVersion7()).ToArray(), entered.Select(each => AuditedCase.ChainOf(each.Arrival.Classification.Office.ToString())).ToArray(),
                entered.Select(each => each.Arrival.ReceivedAt).ToArray(), entered.Select(each => each.By.Rpc).ToArray(), entered.Select(each => each.By.Person).ToArray(),
                entered.Select(each => each.By.Office).ToArray(), entered.Select(each => each.Arrival.Id).ToArray(),
            ])
        {
            parameters.Add(new() { Value = column });
        }
    }
}
