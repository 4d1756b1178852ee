using System.Text.Json;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Texts;

/// <summary>Texts that ship with the service: those of the documented declarations, and the four points in general use, all as summaries.</summary>
internal static class ShippedTexts
{
    /// <summary>The texts, each with an identity that never changes. Another wording is another text.</summary>
    internal static IReadOnlyList<PledgeText> All(DateTimeOffset now)
    {
        using var file = typeof(ShippedTexts).Assembly.GetManifestResourceStream("shipped-texts.json")!;
        using var texts = JsonDocument.Parse(file);
        return [.. texts.RootElement.EnumerateArray().Select(text => ToText(text.GetProperty("id").GetGuid(), JsonParser.Default.Parse<PublishPledgeTextRequest>(text.GetProperty("publish").GetRawText()), now))];
    }

    private static PledgeText ToText(Guid id, PublishPledgeTextRequest publish, DateTimeOffset now)
    {
        PledgeTextEndpoint.Check(publish);
        return new PledgeText
        {
            Id = id,
            Kind = publish.Kind,
            Title = publish.Title,
            Language = publish.Language,
            Source = publish.Source,
            Wording = publish.Wording,
            PublishedBy = Office.CentralBawaslu.ToString(),
            PublishedAt = now,
            Points = [.. publish.Points.Select(p => new PledgePoint { Number = p.Number, Wording = p.Wording, Subjects = [.. p.Subjects], Nature = p.Nature })],
            Version = 1,
            PreviousTextId = null,
            LegalBasis = publish.LegalBasis,
            Contest = publish.Contest,
        };
    }
}

/// <summary>Puts the shipped texts that the database does not have into it, at start; replicas take turns.</summary>
internal sealed class ShippedTextsAtStart(IServiceScopeFactory scopes, TimeProvider clock) : BackgroundService
{
    private const long LockKey = 0x4E65_7472_5465_7874;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await AddMissingAsync(stoppingToken);
                return;
            }
            catch (Exception exception) when (Outage.Is(exception))
            {
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task AddMissingAsync(CancellationToken cancel)
    {
        await using var scope = scopes.BeginOwnWork();
        var db = scope.ServiceProvider.GetRequiredService<PledgesDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockKey})", cancel);
        var shipped = ShippedTexts.All(clock.Now());
        var ids = shipped.Select(text => text.Id).ToList();
        var known = await db.PledgeTexts.Where(text => ids.Contains(text.Id)).Select(text => text.Id).ToListAsync(cancel);
        db.PledgeTexts.AddRange(shipped.Where(text => !known.Contains(text.Id)));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
