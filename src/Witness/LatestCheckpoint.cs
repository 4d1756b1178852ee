namespace Netralitas.Witness;

/// <summary><c>GET /&lt;SHA-256 of the origin&gt;/checkpoint</c> (C2SP tlog-witness): what the witness last signed, so that monitors see the same tree as the log's users.</summary>
internal static class LatestCheckpoint
{
    /// <summary>The checkpoint with the log's signature and the witness's; 404 for a log that is unknown or was never signed for.</summary>
    internal static IResult Of(string originHash, WitnessSetup witness)
    {
        if (!witness.ByHash.TryGetValue(originHash, out var log))
        {
            return Results.NotFound();
        }

        return witness.State.TryRead(log, out var note, out _)
            ? note is null ? Results.NotFound() : Results.Text(note.ToString(), "text/plain; charset=utf-8")
            : throw new InvalidDataException($"The checkpoint of {log.Origin} in the state folder is damaged.");
    }
}
