using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports;

/// <summary>Shows the database which report's reporter is at work in this scope. It lets the role of intake see that report's rows, and no other's.</summary>
/// <remarks>
/// What is shown is the verifier of the access code, which the database compares itself and gives to nobody: who has only the process cannot show it for a report whose reporter is not here.
/// The setting belongs to the connection; Npgsql takes it back before anyone else gets that.
/// </remarks>
internal sealed class OwnReport : DbConnectionInterceptor
{
    private string? proof;

    /// <summary>Whether this is the verifier of a report's code; from then on connections of this scope show it.</summary>
    /// <param name="db">The context of the scope; no transaction is open.</param>
    /// <param name="reportId">The report; any id costs the same.</param>
    /// <param name="verifier">What the given code is held against.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<bool> TryOpenAsync(ReportsDb db, Guid reportId, byte[] verifier, CancellationToken cancel)
    {
        var opens = await db.Database.SqlQuery<bool>($"""select reports.opens({reportId}, {verifier}) as "Value" """).SingleAsync(cancel);
        proof = opens ? $"{reportId}:{Convert.ToHexStringLower(verifier)}" : null;
        return opens;
    }

    /// <inheritdoc/>
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (proof is null)
        {
            return;
        }

        await using var show = connection.CreateCommand();
        show.CommandText = $"select set_config('{IntakeSql.Setting}', $1, false)";
        var value = show.CreateParameter();
        value.Value = proof;
        show.Parameters.Add(value);
        await show.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <exception cref="NotSupportedException">Always, when there is something to show: the database is used asynchronously.</exception>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (proof is not null)
        {
            throw new NotSupportedException("Use the asynchronous calls.");
        }
    }
}
