using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Netralitas.Messaging;

/// <summary>Events of many aggregates, for a statement that writes them together with the states that they tell of.</summary>
/// <remarks>For hot paths; elsewhere <see cref="Outbox.EnqueueAsync"/>. The statement decides which of them are queued, so that a state that was there already tells nothing twice.</remarks>
public sealed class OutboxRows
{
    /// <summary>How many parameters it has in the statement.</summary>
    public const int Parameters = 7;

    private readonly List<Guid> ids = [];
    private readonly List<short> lanes = [];
    private readonly List<Guid> aggregates = [];
    private readonly List<int> versions = [];
    private readonly List<string> types = [];
    private readonly List<byte[]> bodies = [];
    private readonly List<string?> traceParents = [];

    /// <summary>Adds an event.</summary>
    /// <param name="message">The event; ids and facts only.</param>
    /// <param name="aggregate">The aggregate that it tells of.</param>
    /// <param name="version">The aggregate's version after the change.</param>
    /// <param name="traceParent">The call that caused it; null when there is none. Taken from the current span when the call is handled, since the statement may serve many.</param>
    public void Add<TEvent>(TEvent message, Guid aggregate, int version, string? traceParent)
        where TEvent : class
    {
        ids.Add(Guid.CreateVersion7());
        lanes.Add(Outbox.LaneOf(aggregate));
        aggregates.Add(aggregate);
        versions.Add(version);
        types.Add(typeof(TEvent).FullName!);
        bodies.Add(JsonSerializer.SerializeToUtf8Bytes(message, Outbox.Json));
        traceParents.Add(traceParent);
    }

    /// <summary>The insert, for a data-modifying <c>with</c> clause.</summary>
    /// <param name="aggregates">A query or name in the same statement with a column <c>id</c>: the aggregates whose events are queued.</param>
    /// <param name="firstParameter">Number of the first of its <see cref="Parameters"/>, which <see cref="AddParameters"/> adds.</param>
    public static string InsertFor(string aggregates, int firstParameter) =>
        $"""
        insert into messaging.outbox (id, lane, aggregate, version, type, body, headers)
        select o.id, o.lane, o.aggregate, o.version, o.type, o.body, case when o.traceparent is null then '{"{}"}' else jsonb_build_object('traceparent', o.traceparent) end
        from unnest(${firstParameter}, ${firstParameter + 1}, ${firstParameter + 2}, ${firstParameter + 3}, ${firstParameter + 4}, ${firstParameter + 5}, ${firstParameter + 6})
            as o(id, lane, aggregate, version, type, body, traceparent)
        join {aggregates} on {aggregates}.id = o.aggregate
        """;

    /// <summary>Adds the parameters of <see cref="InsertFor"/>, in its order.</summary>
    /// <param name="parameters">Parameters of the command, by position.</param>
    public void AddParameters(NpgsqlParameterCollection parameters)
    {
        parameters.Add(new() { Value = ids });
        parameters.Add(new() { Value = lanes });
        parameters.Add(new() { Value = aggregates });
        parameters.Add(new() { Value = versions });
        parameters.Add(new() { Value = types });
        parameters.Add(new() { Value = bodies });
        parameters.Add(new() { Value = traceParents, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
    }
}
