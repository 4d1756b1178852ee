using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;
using Netralitas.ServiceDefaults.Revocation;
using Npgsql;

namespace Netralitas.Messaging.Revocation;

/// <summary>Reads which tokens are revoked: before the process answers its first call, and every second from then on.</summary>
/// <remarks>Rows that another replica wrote are found like the own ones. While the database cannot be reached, what was read last holds.</remarks>
internal sealed partial class RevocationReader(NpgsqlDataSource source, RevokedTokens revoked, TimeProvider clock, ILogger<RevocationReader> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private bool isSilent;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // A process whose database is away starts all the same: reports are taken in without it.
        await TryReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(Interval, () => TryReadAsync(stoppingToken), LogSilent, stoppingToken);

    private async Task TryReadAsync(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        try
        {
            revoked.Add(await ReadAsync(limit.Token));
            isSilent = false;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            if (!isSilent)
            {
                LogSilent(exception);
            }

            isSilent = true;
        }
    }

    private async Task<IReadOnlyList<RevokedToken>> ReadAsync(CancellationToken cancel)
    {
        List<RevokedToken> rows = [];
        await using var command = source.CreateCommand("select digest, revoked_at, expires_at from messaging.revoked_tokens where expires_at > now()");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(new RevokedToken(Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2)));
        }

        return rows;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Revoked tokens could not be read; what was read last holds, and it is tried again every second")]
    private partial void LogSilent(Exception exception);
}
