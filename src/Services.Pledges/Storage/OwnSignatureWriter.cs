using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.OwnSigning;
using Netralitas.Services.Pledges.Personal;
using Npgsql;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>Writes signatures of many signers and sessions in one transaction, each with its request, its event and its entry for the log.</summary>
/// <param name="source">Connections.</param>
/// <param name="personal">Keys.</param>
/// <param name="signal">Wakes the dispatcher after the commit.</param>
/// <param name="clock">When they are recorded.</param>
internal sealed class OwnSignatureWriter(NpgsqlDataSource source, PersonalData personal, OutboxSignal signal, TimeProvider clock)
{
    private const int MostRounds = 4;

    /// <summary>Records a group: each request once, each person once for a text and its contests.</summary>
    /// <param name="group">Signatures; no request twice.</param>
    /// <param name="cancel">Gives up; what became of the transaction is then unknown, and the same requests may follow.</param>
    /// <returns>What became of each, in order.</returns>
    /// <remarks>Whose request another transaction was writing at the same moment is looked up again once that has ended.</remarks>
    internal async Task<IReadOnlyList<OwnOutcome>> WriteAsync(IReadOnlyList<OwnSignature> group, CancellationToken cancel)
    {
        var outcomes = new OwnOutcome?[group.Count];
        for (var round = 0; round < MostRounds && outcomes.Contains(null); round++)
        {
            int[] open = [.. Enumerable.Range(0, group.Count).Where(n => outcomes[n] is null)];
            var written = await WriteOnceAsync(Array.ConvertAll(open, n => group[n]), cancel);
            foreach (var (n, outcome) in open.Zip(written))
            {
                outcomes[n] = outcome;
            }
        }

        return [.. outcomes.Select(outcome => outcome ?? throw new TimeoutException("Another transaction holds the request."))];
    }

    private async Task<OwnOutcome?[]> WriteOnceAsync(OwnSignature[] group, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var (answered, declarations) = await OwnSignatureSql.HoldAsync(connection, group, cancel);
        var now = clock.Now();
        var outcomes = new OwnOutcome?[group.Length];
        var list = new List<(int Place, SignatureOrigin Origin, PreparedSignature Signature)>();
        foreach (var (n, signature) in group.Index())
        {
            if (answered.TryGetValue(signature.Request.Id, out var first))
            {
                outcomes[n] = FirstOf(signature, first);
            }
            else if (!signature.SeesCode || !declarations.TryGetValue(signature.DeclarationId, out var declaration)
                || declaration.PledgeTextId is null || !DeclarationLife.Allows(declaration.Status, RollChange.SignOnDevice))
            {
                outcomes[n] = OwnOutcome.Refused(PledgeRefusals.SessionCodeWrong());
            }
            else
            {
                var origin = SignatureOrigin.Of(signature.DeclarationId, declaration, SigningMethod.Device);
                list.Add((n, origin, PreparedSignature.Of(personal, origin, signature.Row, now)));
            }
        }

        if (list.Count > 0)
        {
            await RecordAsync(connection, group, list, outcomes, now, cancel);
            Failpoint.Reach("own.before_commit");
            await transaction.CommitAsync(cancel);
            signal.Raise();
        }

        return outcomes;
    }

    private async Task RecordAsync(
        NpgsqlConnection connection, OwnSignature[] group, List<(int Place, SignatureOrigin Origin, PreparedSignature Signature)> list, OwnOutcome?[] outcomes, DateTimeOffset now, CancellationToken cancel)
    {
        var recorded = await OwnSignatureSql.InsertAsync(connection, personal, list.ConvertAll(each => (group[each.Place].Request, each.Origin, each.Signature)), now, cancel);
        var answers = new List<(Guid Request, byte[] Answer)>();
        var told = new List<(OwnSignature Call, RecordedSignature Signature)>();
        foreach (var (place, _, signature) in list)
        {
            if (!recorded.TryGetValue(signature.Id, out var became))
            {
                // Another transaction has the request.
                continue;
            }

            var answer = new SignPledgeResponse { WasSigned = !became.IsRecorded, IsOnRoster = became.IsOnRoster, PromiseId = became.IsRecorded ? signature.Id.ToString() : "" };
            outcomes[place] = new OwnOutcome(answer, null, became.IsRecorded ? signature.Record : null);
            answers.Add((group[place].Request.Id, outcomes[place]!.StoredAnswer));
            if (became.IsRecorded)
            {
                told.Add((group[place], became));
            }
        }

        await OwnSignatureSql.FinishAsync(connection, answers, told, now, cancel);
    }

    private static OwnOutcome FirstOf(OwnSignature signature, (byte[] Fingerprint, byte[] Answer) first)
    {
        try
        {
            return new OwnOutcome(signature.Request.FirstAnswer<SignPledgeResponse>(first.Fingerprint, first.Answer), null, null);
        }
        catch (RefusalException reused)
        {
            return OwnOutcome.Refused(reused);
        }
    }
}
