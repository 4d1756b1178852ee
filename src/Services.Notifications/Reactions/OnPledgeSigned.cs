using MassTransit;
using Netralitas.Contracts.Pledges.V2;
using Netralitas.Messaging;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A person signed: the signature is counted for its declaration, in whatever order signatures come. Those that arrive together are counted together.</summary>
internal sealed class OnPledgeSigned(SharedInbox<SignedFact> inbox) : IConsumer<PledgeSigned>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<PledgeSigned> context) => inbox.TakeAsync(context, new SignedFact(context.Message.DeclarationId, context.Message.IsPersonalPledge));
}

/// <summary>What one signature adds to the count of its declaration.</summary>
/// <param name="DeclarationId">The declaration.</param>
/// <param name="IsPersonalPledge">Whether the signer signed for oneself.</param>
internal sealed record SignedFact(Guid DeclarationId, bool IsPersonalPledge)
{
    // In the order of the declarations: of two replicas that count for the same ones, one waits for the other, and never both.
    private const string CountSql =
        """
        insert into notifications.declaration_tallies as t (declaration_id, signatures, personal_pledges)
        select d, count(*), count(*) filter (where p) from unnest($1, $2) as f(d, p) group by d order by d
        on conflict (declaration_id) do update set signatures = t.signatures + excluded.signatures, personal_pledges = t.personal_pledges + excluded.personal_pledges
        """;

    /// <summary>Counts signatures, within the transaction of the connection.</summary>
    internal static async Task CountAsync(NpgsqlConnection connection, IReadOnlyList<SignedFact> signed)
    {
        await using var count = new NpgsqlCommand(CountSql, connection)
        {
            Parameters = { new() { Value = signed.Select(fact => fact.DeclarationId).ToArray() }, new() { Value = signed.Select(fact => fact.IsPersonalPledge).ToArray() } },
        };
        await count.ExecuteNonQueryAsync();
    }
}
