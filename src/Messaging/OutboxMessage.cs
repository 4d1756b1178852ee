using Npgsql;

namespace Netralitas.Messaging;

/// <summary>One row of <c>messaging.outbox</c>, claimed for sending.</summary>
internal sealed record OutboxMessage(long Seq, Guid Id, Guid Aggregate, string Type, byte[] Body, string? TraceParent, int Attempts)
{
    internal const string Columns = "seq, id, aggregate, type, body, headers->>'traceparent', attempts";

    internal static OutboxMessage Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetFieldValue<byte[]>(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.GetInt32(6));
}
