using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Storage;
using Npgsql;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>A promise of the log, and the receipts of the signatures that it covers.</summary>
internal sealed record Receipts(string Promise, IReadOnlyList<SignatureReceipt> Each)
{
    private static readonly Receipts None = new("", []);

    /// <summary>Reads receipts anew for each answer: the record of the request, which is kept long, has no secret that an erasure would have to destroy.</summary>
    /// <param name="db">Context without an open transaction.</param>
    /// <param name="promiseId">As the first answer has it; empty when nothing was added.</param>
    /// <param name="cancel">Gives up.</param>
    internal static async Task<Receipts> ReadAsync(PledgesDb db, string promiseId, CancellationToken cancel)
    {
        if (!Guid.TryParse(promiseId, out var promise))
        {
            return None;
        }

        await db.Database.OpenConnectionAsync(cancel);
        var list = await InclusionPromises.ReadAsync((NpgsqlConnection)db.Database.GetDbConnection(), promise, cancel);
        return new Receipts(list.Note, [.. list.Receipts.Select(receipt => new SignatureReceipt
        {
            SignatureId = receipt.Subject.ToString(),
            Secret = UnsafeByteOperations.UnsafeWrap(receipt.Nonce),
            EntryHash = UnsafeByteOperations.UnsafeWrap(receipt.Leaf),
        })]);
    }
}
