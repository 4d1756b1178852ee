using Google.Protobuf;
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
        var held = await OwnSignatureSql.HoldAsync(connection, group, cancel);
        var now = clock.Now();
        var outcomes = new OwnOutcome?[group.Length];
        var list = new List<(int Place, OwnWrite Write)>();
        foreach (var (n, signature) in group.Index())
        {
            if (held.Answered.TryGetValue(signature.Request.Id, out var first))
            {
                outcomes[n] = FirstOf(signature, first);
            }
            else if (!signature.SeesCode || !held.Declarations.TryGetValue(signature.DeclarationId, out var declaration)
                || declaration.PledgeTextId is null || !DeclarationLife.Allows(declaration.Status, RollChange.SignOnDevice))
            {
                outcomes[n] = OwnOutcome.Refused(PledgeRefusals.SessionCodeWrong());
            }
            else
            {
                list.Add((n, Prepare(signature, declaration, held.Expected.GetValueOrDefault(signature.Person), now)));
            }
        }

        if (list.Count > 0)
        {
            await RecordAsync(connection, list, outcomes, now, cancel);
            Failpoint.Reach("own.before_commit");
            await transaction.CommitAsync(cancel);
            signal.Raise();
        }

        return outcomes;
    }

    private static OwnWrite Prepare(OwnSignature signature, LockedDeclaration declaration, PersonOnRoster? expected, DateTimeOffset now)
    {
        var origin = SignatureOrigin.Of(signature.DeclarationId, declaration, SigningMethod.Device);
        var prepared = PreparedSignature.Of(signature.Person, origin, signature.Row, now);
        return new OwnWrite(signature, origin, prepared, expected, new SignPledgeResponse { IsOnRoster = expected is not null, PromiseId = prepared.Id.ToString() }.ToByteArray());
    }

    private async Task RecordAsync(NpgsqlConnection connection, List<(int Place, OwnWrite Write)> list, OwnOutcome?[] outcomes, DateTimeOffset now, CancellationToken cancel)
    {
        var recorded = await OwnSignatureSql.InsertAsync(connection, personal, list.ConvertAll(each => each.Write), now, cancel);
        var others = new List<(Guid Request, byte[] Answer)>();
        foreach (var (place, write) in list)
        {
            if (!recorded.TryGetValue(write.Signature.Id, out var isRecorded))
            {
                // Another transaction has the request.
                continue;
            }

            if (isRecorded)
            {
                outcomes[place] = new OwnOutcome(SignPledgeResponse.Parser.ParseFrom(write.Answer), null, write.Signature.Record);
                continue;
            }

            var answer = new SignPledgeResponse { WasSigned = true };
            outcomes[place] = new OwnOutcome(answer, null, null);
            others.Add((write.Call.Request.Id, answer.ToByteArray()));
        }

        if (others.Count > 0)
        {
            await OwnSignatureSql.AnswerAsync(connection, others, cancel);
        }
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
