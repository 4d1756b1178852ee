using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>The same list sent a second time as if it were another. People with a number are recorded once whatever is sent; who has none would be recorded twice.</summary>
internal static class RepeatedList
{
    /// <summary>What a list is known again by; in whatever order its rows stand, and however its words are written.</summary>
    /// <returns>Null for a list on which everybody has a number.</returns>
    internal static Guid? IndexOf(PersonalData personal, IReadOnlyList<SignatureRow> rows) =>
        rows.All(row => row.Number.Length > 0) ? null : personal.IndexOfList(rows.Select(LineOf).Order(StringComparer.Ordinal));

    /// <summary>Keeps a list for the declaration within the open transaction. Of two transactions with one list the second waits for the first.</summary>
    /// <param name="db">Context with an open transaction.</param>
    /// <param name="personal">Makes the index.</param>
    /// <param name="declarationId">The declaration.</param>
    /// <param name="rows">The list, as it is to be recorded.</param>
    /// <param name="isAnother">Whether the caller says that it is really another list.</param>
    /// <param name="office">Who records it.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusalException">LIST_ALREADY_RECORDED.</exception>
    internal static async Task RequireNewAsync(
        PledgesDb db, PersonalData personal, Guid declarationId, IReadOnlyList<SignatureRow> rows, bool isAnother, Office office, DateTimeOffset now, CancellationToken cancel)
    {
        if (IndexOf(personal, rows) is not { } index || await db.KeepListAsync(declarationId, index, office, now, cancel) || isAnother)
        {
            return;
        }

        var first = await db.FindListAsync(declarationId, index, cancel);
        throw PledgeRefusals.ListAlreadyRecorded(IndonesianDates.Instant(first.RecordedAt, IndonesianTimeZone.Wib), first.RecordedBy);
    }

    private static string LineOf(SignatureRow row) =>
        string.Join('\t', WordKey.Of(row.Name), row.Number, WordKey.Of(row.Position), WordKey.Of(row.Agency), WordKey.Of(row.Represented));
}
