namespace Netralitas.Services.Reports.EvidenceFiles.Metadata;

/// <summary>Finds what of a picture is metadata. Nothing is decoded, nothing in the file is believed beyond its length, and no more than a buffer of it is in memory.</summary>
internal static class MetadataFreeCopy
{
    private const int CopyBytes = 64 * 1024;

    /// <summary>How a copy without metadata is made of a file.</summary>
    /// <param name="original">The file, from its beginning.</param>
    /// <param name="mediaType">Its type by content.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The plan; null when its type has no copy, or it is not built as that type is.</returns>
    internal static async Task<CopyPlan?> PlanAsync(Stream original, string mediaType, CancellationToken cancel)
    {
        using var cursor = new ByteCursor(original, cancel);
        try
        {
            return mediaType switch
            {
                MediaTypes.Jpeg => await JpegMetadata.PlanAsync(cursor),
                MediaTypes.Png => await PngMetadata.PlanAsync(cursor),
                MediaTypes.Webp => await WebpMetadata.PlanAsync(cursor),
                _ => null,
            };
        }
        catch (MalformedPictureException)
        {
            return null;
        }
    }

    /// <summary>Makes the copy.</summary>
    /// <param name="plan">Of <see cref="PlanAsync"/>.</param>
    /// <param name="original">The same file.</param>
    /// <param name="write">Takes the next bytes of the copy; they are not its own to keep.</param>
    /// <param name="cancel">Gives up.</param>
    internal static async Task MakeAsync(CopyPlan plan, Stream original, Func<ReadOnlyMemory<byte>, Task> write, CancellationToken cancel)
    {
        var buffer = new byte[CopyBytes];
        foreach (var piece in plan.Pieces)
        {
            if (piece.Bytes is { } own)
            {
                await write(own);
                continue;
            }

            original.Position = piece.From;
            for (var left = piece.Length; left > 0;)
            {
                var taken = buffer.AsMemory(0, (int)Math.Min(buffer.Length, left));
                await original.ReadExactlyAsync(taken, cancel);
                await write(taken);
                left -= taken.Length;
            }
        }
    }
}
