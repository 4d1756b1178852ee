using Netralitas.Services.Pledges.Personal;
using Npgsql;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>An uploaded file as a stream that can be read from any place; one part of it is in memory at a time.</summary>
internal sealed class UploadedFile(NpgsqlConnection connection, PersonalData personal, Guid uploadId, long length) : Stream
{
    /// <summary>What the parts are sealed for. Never changed.</summary>
    internal const string Purpose = "roster-file";

    private byte[] part = [];
    private long partStart = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= length || buffer.Length == 0)
        {
            return 0;
        }

        if (partStart < 0 || Position < partStart || Position >= partStart + part.Length)
        {
            Load();
        }

        var from = (int)(Position - partStart);
        var count = Math.Min(buffer.Length, part.Length - from);
        part.AsSpan(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // Read by libraries that know no asynchronous streams.
    private void Load()
    {
        using var find = new NpgsqlCommand("select from_byte, sealed from pledges.roster_chunks where upload_id = $1 and from_byte <= $2 order by from_byte desc limit 1", connection);
        find.Parameters.Add(new() { Value = uploadId });
        find.Parameters.Add(new() { Value = Position });
        using var row = find.ExecuteReader();
        if (!row.Read())
        {
            throw new InvalidDataException($"Upload {uploadId} has no byte {Position}.");
        }

        partStart = row.GetInt64(0);
        part = personal.Open(Purpose, row.GetFieldValue<byte[]>(1));
    }
}
