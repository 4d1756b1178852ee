using Microsoft.EntityFrameworkCore;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Storage;
using Npgsql;

namespace Netralitas.Services.Reports.Receipts;

/// <summary>Why a receipt is erased. What stands for each in the log is never renamed.</summary>
internal enum ReceiptErasureBasis
{
    /// <summary>What it was kept for is over.</summary>
    PurposeEnded,

    /// <summary>The data subject asked for it.</summary>
    SubjectRequest,

    /// <summary>It was kept as long as the law asks.</summary>
    RetentionEnded,
}

/// <summary>Destroys what opens a report's entry in the public log, and has the log tell that it was.</summary>
internal sealed class ReceiptErasure(ReportsDb db, TimeProvider clock)
{
    /// <summary>Erases the receipt of a report, within the caller's transaction, in which the caller clears the report too.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="basis">Why.</param>
    /// <param name="decision">Number of the decision, without a person's name.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>
    /// What became of it. <see cref="ErasureOutcome.NotLogged"/>: its window is not over yet, so no tombstone can name its entry; nothing was done, ask again after it.
    /// <see cref="ErasureOutcome.Unknown"/>: there is no such report.
    /// </returns>
    /// <remarks>
    /// Once the transaction has committed, nonce and record are gone, and a tombstone waits for the end of the window; a crash before leaves all as it was. Of two at once the second waits, and is
    /// told. The entry stays in the log and nobody can link it to anyone any more; a proof that the reporter kept still holds.
    /// </remarks>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    internal Task<ErasureOutcome> EraseAsync(Guid reportId, ReceiptErasureBasis basis, string decision, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A receipt is erased within the transaction that erases its report.");
        }

        return RecordErasure.EraseAsync((NpgsqlConnection)db.Database.GetDbConnection(), reportId, WordOf(basis), decision, clock.Now(), cancel);
    }

    private static string WordOf(ReceiptErasureBasis basis) => basis switch
    {
        ReceiptErasureBasis.PurposeEnded => "purpose-ended",
        ReceiptErasureBasis.SubjectRequest => "subject-request",
        ReceiptErasureBasis.RetentionEnded => "retention-ended",
    };
}
