using Google.Protobuf.Collections;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>A batch of a stream: its good rows, and why the others are left out.</summary>
internal sealed class SignatureBatch
{
    private readonly int?[] places;

    private SignatureBatch(int?[] places, List<SignatureRow> rows, List<RowFault> faults) => (this.places, Rows, Faults) = (places, rows, faults);

    /// <summary>The good rows, in their order.</summary>
    internal IReadOnlyList<SignatureRow> Rows { get; }

    /// <summary>Everything that is wrong with the others.</summary>
    internal IReadOnlyList<RowFault> Faults { get; }

    /// <summary>Reads a batch.</summary>
    /// <exception cref="RefusalException">SIGNATURES_INVALID when it is empty or too long.</exception>
    internal static SignatureBatch Read(RepeatedField<Wire.Signature> signatures, DateOnly today)
    {
        var wrongSize = new Faults();
        SignatureList.CheckSize(signatures.Count, wrongSize);
        if (wrongSize.Any)
        {
            throw PledgeRefusals.SignaturesInvalid(wrongSize.Found);
        }

        var places = new int?[signatures.Count];
        var rows = new List<SignatureRow>(signatures.Count);
        var faults = new List<RowFault>();
        var wrong = new Faults();
        for (var n = 0; n < signatures.Count; n++)
        {
            var row = SignatureList.ReadOne(signatures[n], "", today, wrong);
            if (wrong.Any)
            {
                faults.AddRange(wrong.Found.Select(fault => new RowFault { Row = n, Field = fault.Field.TrimStart('.'), Reason = fault.Description }));
                wrong = new Faults();
                continue;
            }

            places[n] = rows.Count;
            rows.Add(row);
        }

        return new SignatureBatch(places, rows, faults);
    }

    /// <summary>Where a row of the batch stands among the good ones; null when it is not good.</summary>
    internal int? PlaceOf(int row) => places[row];
}
