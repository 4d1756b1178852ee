using System.Text;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Services.Reports.Receipts;

/// <summary>Entries for the public log of reports that are written together, and the log's promises to have them: part of the statement that writes the reports.</summary>
internal sealed class HeldEntries
{
    /// <summary>How many parameters it has in the statement.</summary>
    internal const int Parameters = 9;

    /// <summary>What <see cref="Read"/> needs of a report <c>r</c>, held or let go.</summary>
    internal const string Columns = "coalesce(h.nonce, o.nonce), coalesce(h.record, o.record), coalesce(h.at, o.promised_at), coalesce(h.way, o.way), p.note";

    /// <summary>Where that stands.</summary>
    internal const string Joins =
        "left join log.held h on h.subject = r.id left join log.opening o on o.subject = r.id left join log.promise p on p.id = coalesce(h.promise, o.promise)";

    private static readonly string Unheld = PlantedBug.Is("receipts.not_held") ? "where right(id::text, 1) <> '7'" : "";

    private readonly List<OpenedEntry> opened;
    private readonly IReadOnlyList<BlindedPromise> promises;
    private readonly DateTimeOffset now;

    private HeldEntries(List<OpenedEntry> opened, IReadOnlyList<BlindedPromise> promises, DateTimeOffset now) => (this.opened, this.promises, this.now) = (opened, promises, now);

    /// <summary>Makes an entry for each report; one signature promises 128 of them.</summary>
    internal static HeldEntries Of(List<Report> reports, InclusionPromises promises, DateTimeOffset now)
    {
        var opened = reports.ConvertAll(r => ReceiptEntry.Open(r.Number, r.ReceivedAt, r.Content, r.Identity));
        return new HeldEntries(opened, promises.Blinded(opened, now), now);
    }

    /// <summary>Two parts of a statement whose first parameter is the ids of the reports.</summary>
    /// <param name="taken">The part that gives the ids of those that were written; no other gets an entry.</param>
    /// <param name="firstParameter">Number of the first of the parameters that <see cref="AddParameters"/> adds.</param>
    internal static string InsertFor(string taken, int firstParameter)
    {
        var p = firstParameter;
        // How far a blinded promise is kept is told by the entries themselves: it names none.
        return $$"""
            held as (
                insert into log.held (subject, entry, nonce, record, promise, way, at)
                select e.id, e.entry, e.nonce, e.record, e.promise, e.way, ${{p + 5}}
                from unnest($1, ${{p}}, ${{p + 1}}, ${{p + 2}}, ${{p + 3}}, ${{p + 4}}) as e(id, entry, nonce, record, promise, way) join {{taken}} using (id) {{Unheld}}
            ), promised as (
                insert into log.promise (id, note, subjects, leaves, until, kept_at)
                select n.id, n.note, '{}', '{}', ${{p + 8}}, ${{p + 5}} from unnest(${{p + 6}}, ${{p + 7}}) as n(id, note) where exists (select from {{taken}})
            )
            """;
    }

    /// <summary>Adds what <see cref="InsertFor"/> names, in the order of the reports.</summary>
    /// <param name="parameters">Of the statement.</param>
    /// <param name="log">Tells until when it has promised.</param>
    internal void AddParameters(NpgsqlParameterCollection parameters, InclusionPromises log)
    {
        foreach (var value in (object[])
            [
                opened.Select(e => e.Entry.ToBytes()).ToArray(), opened.Select(e => e.Nonce.ToArray()).ToArray(), opened.Select(e => e.Record.ToArray()).ToArray(),
                promises.SelectMany(p => p.Ways.Select(_ => p.Id)).ToArray(), promises.SelectMany(p => p.Ways).ToArray(), now,
                promises.Select(p => p.Id).ToArray(), promises.Select(p => p.Note.ToString()).ToArray(), log.UntilOf(now),
            ])
        {
            parameters.Add(new() { Value = value });
        }
    }

    /// <summary>The entry of a report that was written.</summary>
    /// <param name="n">Which, in the order of the reports.</param>
    internal ReceiptEntry EntryOf(int n)
    {
        var promise = promises[n / BlindedTree.Places];
        return new ReceiptEntry(opened[n], EntryWay.FileOf(opened[n], promise.Note, promise.Ways[n % BlindedTree.Places]));
    }

    /// <summary>The entry of a report that was written before.</summary>
    /// <param name="row">A row with <see cref="Columns"/>.</param>
    /// <param name="first">Where they begin.</param>
    /// <param name="receivedAt">When the report was received.</param>
    /// <param name="log">Promises what was promised in no tree.</param>
    /// <returns>Null of a report whose receipt was erased.</returns>
    internal static ReceiptEntry? Read(NpgsqlDataReader row, int first, DateTimeOffset receivedAt, InclusionPromises log)
    {
        if (row.IsDBNull(first))
        {
            return null;
        }

        var entry = ReceiptEntry.Again(row.GetFieldValue<byte[]>(first), row.GetFieldValue<byte[]>(first + 1), receivedAt);
        return !row.IsDBNull(first + 3) && SignedNote.TryParse(Encoding.UTF8.GetBytes(row.GetString(first + 4)), out var note, out _)
            ? new ReceiptEntry(entry, EntryWay.FileOf(entry, note, row.GetFieldValue<byte[]>(first + 3)))
            : new ReceiptEntry(entry, log.Alone(entry, row.GetFieldValue<DateTimeOffset>(first + 2)));
    }
}
