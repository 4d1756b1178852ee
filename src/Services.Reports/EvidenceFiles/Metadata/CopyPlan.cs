namespace Netralitas.Services.Reports.EvidenceFiles.Metadata;

/// <summary>How a copy without metadata is put together: runs of the original's bytes, and some bytes of our own between them.</summary>
internal sealed class CopyPlan
{
    /// <summary>More pieces than any picture has; a file that needs more is made to hurt.</summary>
    internal const int MostPieces = 20_000;

    private readonly List<Piece> pieces = [];

    /// <summary>Length of the copy in bytes.</summary>
    internal long Length { get; private set; }

    /// <summary>Dots of the picture, width times height; 0 when the file does not tell them. Only noted, however many there are: nothing here decodes a picture.</summary>
    internal long Pixels { get; set; }

    /// <summary>Its pieces, in order.</summary>
    internal IReadOnlyList<Piece> Pieces => pieces;

    /// <summary>Takes a run of the original's bytes.</summary>
    /// <exception cref="MalformedPictureException">There are too many pieces.</exception>
    internal void Keep(long from, long length)
    {
        if (length == 0)
        {
            return;
        }

        Length += length;
        if (pieces.Count > 0 && pieces[^1] is { Bytes: null } last && last.From + last.Length == from)
        {
            pieces[^1] = last with { Length = last.Length + length };
            return;
        }

        Add(new Piece(null, from, length));
    }

    /// <summary>Takes bytes of our own.</summary>
    /// <exception cref="MalformedPictureException">There are too many pieces.</exception>
    internal void Write(byte[] bytes)
    {
        Length += bytes.Length;
        Add(new Piece(bytes, 0, bytes.Length));
    }

    private void Add(Piece piece)
    {
        if (pieces.Count == MostPieces)
        {
            throw new MalformedPictureException("too many pieces");
        }

        pieces.Add(piece);
    }

    /// <summary>A run of the original's bytes, or bytes of our own.</summary>
    /// <param name="Bytes">Our own; null for the original's.</param>
    /// <param name="From">Place of the first byte in the original.</param>
    /// <param name="Length">How many.</param>
    internal sealed record Piece(byte[]? Bytes, long From, long Length);
}

/// <summary>A picture is not built as its kind is, so nobody can say where its metadata ends. It is kept as it is.</summary>
internal sealed class MalformedPictureException(string why) : Exception(why);
