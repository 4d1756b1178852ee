using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Services.Reports.Audit;

/// <summary>Records what a call read, on a connection of its own: the call's transaction is over, or was none.</summary>
internal sealed class AuditReadings(NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>Adds an entry for each case that the call read and did not change; of a call that left no entry at all, one entry. When this returns, they survive a crash.</summary>
    /// <param name="call">The call.</param>
    /// <param name="request">Its request, by whose number the case is known where no case file was put together, as when a request is sent again.</param>
    /// <param name="cancel">Gives up; the answer must not leave then.</param>
    internal async Task RecordAsync(AuditCall call, IMessage request, CancellationToken cancel)
    {
        if (!call.LeavesEntry)
        {
            return;
        }

        var cases = call.Unrecorded;
        if (cases.Count == 0)
        {
            if (call.HasChanged)
            {
                return;
            }

            cases = await NamedAsync(request, cancel) is { } named ? [named] : [];
        }

        await using var batch = source.CreateBatch();
        foreach (var each in cases.DefaultIfEmpty())
        {
            batch.BatchCommands.Add(Insert(call, each, clock.Now()));
        }

        await batch.ExecuteNonQueryAsync(cancel);
        call.HasTold(cases);
        Failpoint.Reach("audit.after_commit_before_reply");
    }

    private async Task<AuditedCase?> NamedAsync(IMessage request, CancellationToken cancel)
    {
        if (request.Descriptor.FindFieldByName("number")?.Accessor.GetValue(request) is not string written || !Crockford.TryRead(written, ReportCodes.NumberLength, out var number))
        {
            return null;
        }

        await using var command = source.CreateCommand(
            """
            select r.id, coalesce(c.office_code, (select a.office_code from reports.additions a where a.report_id = r.id order by a.version desc limit 1), r.office_code, '00'), coalesce(c.version, 1)
            from reports.reports r left join reports.cases c on c.report_id = r.id where r.number = $1
            """);
        command.Parameters.Add(new() { Value = number });
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel) ? new AuditedCase(row.GetGuid(0), AuditedCase.ChainOf(row.GetString(1)), row.GetInt32(2)) : null;
    }

    private static NpgsqlBatchCommand Insert(AuditCall call, AuditedCase? audited, DateTimeOffset now)
    {
        var insert = new NpgsqlBatchCommand("insert into reports.audit_entries (id, office, at, act, rpc, actor, actor_office, report_id, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        foreach (var value in (object[])
            [
                Guid.CreateVersion7(), audited?.Office ?? call.ChainOfActor, now, AuditChain.Written(AuditAct.Read), call.Rpc, call.Actor, call.ActorOffice,
                audited is null ? DBNull.Value : audited.ReportId, audited?.Version ?? 0,
            ])
        {
            insert.Parameters.Add(new() { Value = value });
        }

        insert.Parameters[7].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid;
        return insert;
    }
}
