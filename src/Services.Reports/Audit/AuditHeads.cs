using System.Text;
using Microsoft.EntityFrameworkCore;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Audit;

/// <summary>The heads of all chains as text that is signed. Pure.</summary>
internal static class AuditHeadsText
{
    private const string Domain = "netralitas/audit-heads/v1";

    /// <summary>The domain, the instant, and a line for each chain: its office, the number of its last entry, and that entry's hash in hex. Each line ends with a line feed.</summary>
    internal static string Of(DateTimeOffset at, IEnumerable<AuditHead> heads) =>
        string.Concat(new[] { Domain, AuditChain.Written(at) }
            .Concat(heads.OrderBy(head => head.Office, StringComparer.Ordinal).Select(head => $"{head.Office} {head.Sequence} {Convert.ToHexStringLower(head.Hash)}"))
            .Select(line => $"{line}\n"));

    /// <summary>The head of one chain in such a text; null when the chain had none then.</summary>
    internal static AuditHead? Find(string text, string office)
    {
        var parts = text.Split('\n').Skip(2).Select(line => line.Split(' ')).FirstOrDefault(parts => parts.Length == 3 && parts[0] == office);
        return parts is null ? null : new AuditHead
        {
            Office = office,
            Sequence = long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture),
            Hash = Convert.FromHexString(parts[2]),
        };
    }
}

/// <summary>Signs lists of heads, where a key was given.</summary>
internal sealed class AuditSigner(Ed25519PrivateKey? key)
{
    /// <summary>Whether there is a key.</summary>
    internal bool CanSign => key is not null;

    /// <summary>A signed list.</summary>
    internal AuditHeadList Sign(DateTimeOffset at, IEnumerable<AuditHead> heads)
    {
        var text = AuditHeadsText.Of(at, heads);
        return new AuditHeadList { Id = Guid.CreateVersion7(at), At = at, Text = text, Signature = key!.Sign(Encoding.UTF8.GetBytes(text)), PublicKey = key.PublicKey.Export() };
    }

    /// <summary>Whether a list is one that was signed, by the key that stands beside it.</summary>
    internal static bool Holds(AuditHeadList list) => Ed25519PublicKey.Import(list.PublicKey).Verify(Encoding.UTF8.GetBytes(list.Text), list.Signature);
}

/// <summary>Makes signed lists of the heads.</summary>
internal sealed class AuditHeads(ReportsDb db, AuditSigner signer, AuditOptions options, TimeProvider clock)
{
    private const long Line = 0x41756469;

    /// <summary>A list is stored if the last one is old enough; of several replicas at once one makes it.</summary>
    internal async Task SignDueAsync(CancellationToken cancel)
    {
        if (!signer.CanSign)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.LineUpAsync(Line, cancel);
        var now = clock.Now();
        if (await NewestAsync(db, cancel) is { } last && last.At.AddHours(options.HeadsEveryHours) > now)
        {
            return;
        }

        db.AuditHeadLists.Add(signer.Sign(now, await db.AuditHeads.AsNoTracking().ToListAsync(cancel)));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The newest list; null when none was ever made.</summary>
    internal static Task<AuditHeadList?> NewestAsync(ReportsDb db, CancellationToken cancel) => db.AuditHeadLists.AsNoTracking().OrderByDescending(list => list.At).FirstOrDefaultAsync(cancel);
}

/// <summary>Signs lists of heads for as long as the service runs. When one is due is told by the last, so no restart forgets it.</summary>
internal sealed partial class AuditHeadsJob(IServiceScopeFactory scopes, AuditOptions options, TimeProvider clock, ILogger<AuditHeadsJob> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.PollSeconds), clock);
        do
        {
            try
            {
                await using var scope = scopes.BeginOwnWork();
                await scope.ServiceProvider.GetRequiredService<AuditHeads>().SignDueAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The heads of the audit chains could not be signed; it is tried again")]
    private partial void LogFailed(Exception exception);
}
