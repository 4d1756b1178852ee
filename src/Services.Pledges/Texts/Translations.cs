using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Texts;

/// <summary>A text in other languages. Whoever reads a translation pledges the text that it translates: one person pledges it once, in whatever language.</summary>
internal static class Translations
{
    /// <summary>A text as it is shown in a language: its translation, or the text itself where there is none.</summary>
    internal static async Task<PledgeText> ReadInLanguageAsync(this PledgesDb db, Guid textId, string language, CancellationToken cancel)
    {
        var texts = await db.PledgeTexts.AsNoTracking().Where(text => text.Id == textId || (text.PreviousTextId == textId && text.Language == language)).ToListAsync(cancel);
        var original = texts.Single(text => text.Id == textId);
        return original.Language == language ? original : texts.SingleOrDefault(text => text.Id != textId) ?? original;
    }

    /// <summary>Whether a text translates another: it follows one in another language.</summary>
    internal static Task<bool> IsTranslationAsync(this PledgesDb db, Guid textId, CancellationToken cancel) =>
        db.PledgeTexts.AnyAsync(text => text.Id == textId && db.PledgeTexts.Any(original => original.Id == text.PreviousTextId && original.Language != text.Language), cancel);
}
