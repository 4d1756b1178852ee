using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Texts;

internal sealed partial class PledgeTextEndpoint
{
    /// <summary>Corrects a text that nobody uses yet.</summary>
    /// <remarks>
    /// When this returns, the correction survives a crash. The same request again gets the first answer. The text's row is locked: a declaration, translation or version that names it at the same time has
    /// either come before, and the correction is refused, or finds the text corrected. Of two corrections at once, the second one stands.
    /// </remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, PLEDGE_TEXT_INVALID, PLEDGE_TEXT_UNKNOWN, PLEDGE_TEXT_IN_USE, PLEDGE_TEXT_NOT_YOURS, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<CorrectPledgeTextResponse> CorrectPledgeText(CorrectPledgeTextRequest request, ServerCallContext context)
    {
        var correct = request.Text ?? new PublishPledgeTextRequest();
        Check(correct, within: "text.");
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var cancel = context.CancellationToken;
            var text = (Guid.TryParse(request.PledgeTextId, out var id) ? await db.PledgeTexts.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancel) : null)
                ?? throw PledgeRefusals.PledgeTextUnknown();
            if (text.PublishedBy != Caller.Of(context).Office.ToString())
            {
                throw PledgeRefusals.PledgeTextNotYours();
            }

            var corrected = ToText(correct, text);
            if (!await CorrectAsync(corrected, cancel))
            {
                throw PledgeRefusals.PledgeTextInUse();
            }

            return new CorrectPledgeTextResponse { PledgeText = ToWire(corrected) };
        });
    }

    // The database looks whether anybody uses the text, and changes no other: the service's role may not.
    private async Task<bool> CorrectAsync(PledgeText text, CancellationToken cancel)
    {
        var points = JsonSerializer.Serialize(text.Points.Select(p => new { p.Number, p.Wording, Nature = p.Nature.ToString(), Subjects = p.Subjects.Select(subject => subject.ToString()) }));
        return (await db.Database.SqlQuery<bool>(
            $"""
            select pledges.correct_pledge_text({text.Id}, {text.Kind.ToString()}, {text.Title}, {text.Source}, {text.Wording.ToString()}, {text.LegalBasis}, {text.Contest}, {points}::jsonb) as "Value"
            """).ToListAsync(cancel)).Single();
    }

    private static PledgeText ToText(PublishPledgeTextRequest correct, PledgeText text) => new()
    {
        Id = text.Id,
        Kind = correct.Kind,
        Title = correct.Title.Trim(),
        Language = text.Language,
        Source = correct.Source.Trim(),
        Wording = correct.Wording is Wording.Unspecified ? Wording.Verbatim : correct.Wording,
        PublishedBy = text.PublishedBy,
        PublishedAt = text.PublishedAt,
        Version = text.Version,
        PreviousTextId = text.PreviousTextId,
        LegalBasis = correct.LegalBasis.Trim(),
        Contest = correct.Contest.Trim(),
        Points = PointsOf(correct),
    };
}
