using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Rolls;

namespace Netralitas.Services.Pledges.Rolls;

internal sealed partial class RollEndpoint
{
    // Rows of 256 lines of at most 56 characters.
    private const int RowsOfPart = 64;

    /// <summary>A part of a sealed roll's file, and what the roll adds up to.</summary>
    /// <exception cref="RefusalException">ROLL_UNKNOWN, PAGE_TOKEN_INVALID.</exception>
    [AllowAnonymous]
    public override async Task<GetBlindedRollResponse> GetBlindedRoll(GetBlindedRollRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var from = 0;
        if (request.PageToken.Length > 0 && !int.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out from))
        {
            throw PledgeRefusals.PageTokenInvalid();
        }

        var roll = Guid.TryParse(request.DeclarationId, out var id) ? await db.FindRollAsync(id, cancel) : null;
        var seal = roll is null ? null : await proofs.SealAsync(id, cancel);
        if (roll is null || seal is null)
        {
            throw PledgeRefusals.RollUnknown();
        }

        if (from % RowsOfPart != 0 || (from > 0 && (long)from * TileAddress.FullWidth >= roll.Size))
        {
            throw PledgeRefusals.PageTokenInvalid();
        }

        var isWithheld = SmallRolls.IsSmall(roll);
        var isLast = (from + (long)RowsOfPart) * TileAddress.FullWidth >= roll.Size;
        var lines = await db.ReadRollAsync(id, from, RowsOfPart, cancel);
        var text = new StringBuilder(from == 0 ? BlindedRoll.Beginning : "");
        lines.ForEach(line => text.Append(BlindedRoll.LineOf(line, isWithheld)));
        byte[] part = [.. Encoding.ASCII.GetBytes(text.ToString()), .. isLast ? BlindedRoll.EndingOf(seal) : []];
        return new GetBlindedRollResponse
        {
            Part = UnsafeByteOperations.UnsafeWrap(part),
            NextPageToken = isLast ? "" : (from + RowsOfPart).ToString(CultureInfo.InvariantCulture),
            Size = roll.Size,
            IsWithheld = isWithheld,
            Counts = isWithheld ? null : ToWire(roll),
            Corrections = await db.RollCorrections.CountAsync(c => c.DeclarationId == id, cancel),
        };
    }

    private static RollCounts ToWire(SealedRollRow roll) => new()
    {
        Expected = roll.Expected,
        Signed = roll.Count(RollState.SignedHere),
        Elsewhere = roll.Count(RollState.Elsewhere),
        Missing = roll.Count(RollState.Missing),
        Outside = roll.Count(RollState.Outside),
        OnBehalf = roll.Count(RollState.OnBehalf),
        Withdrawn = roll.Count(RollState.Withdrawn),
        Erased = roll.Count(RollState.Erased),
    };
}
