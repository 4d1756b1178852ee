using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>Rows of a binary COPY, as they stand on the wire: the driver's own importer finds out anew for each value how it is written, which costs more than to write it.</summary>
/// <remarks>Unless it is completed, nothing of it is written. Whoever uses it names every column, in its own type: PostgreSQL refuses rows with more or fewer, and values of another length. For one thread at a time.</remarks>
internal sealed class CopyRows : IAsyncDisposable
{
    // A message of the protocol each, and a call of the system.
    private const int FlushAt = 64 * 1024;

    private const int NullLength = -1;
    private const int GuidLength = 16;

    private static readonly DateTimeOffset TimeZero = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly NpgsqlRawCopyStream wire;
    private readonly short columns;
    private byte[] buffer = new byte[FlushAt + (8 * 1024)];
    private int used;
    private bool isEnded;

    private CopyRows(NpgsqlRawCopyStream wire, int columns) => (this.wire, this.columns) = (wire, (short)columns);

    // Signature, no flags, no extension of the header.
    private static ReadOnlySpan<byte> Header => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Begins.</summary>
    /// <param name="connection">Connection.</param>
    /// <param name="table">Table with its columns, as COPY names it.</param>
    /// <param name="columns">How many they are.</param>
    /// <param name="cancel">Gives up.</param>
    internal static async Task<CopyRows> BeginAsync(NpgsqlConnection connection, string table, int columns, CancellationToken cancel)
    {
        var rows = new CopyRows(await connection.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)", cancel), columns);
        Header.CopyTo(rows.Take(Header.Length));
        return rows;
    }

    /// <summary>Begins a row; each of its columns is added then, in order.</summary>
    internal void StartRow() => BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), columns);

    internal void Add(Guid value) => value.TryWriteBytes(AddBytes(GuidLength), bigEndian: true, out _);

    internal void Add(ReadOnlySpan<byte> value) => value.CopyTo(AddBytes(value.Length));

    internal void Add(string value)
    {
        Reserve(sizeof(int) + Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, buffer.AsSpan(used + sizeof(int)));
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), length);
        used += sizeof(int) + length;
    }

    internal void Add(DateTimeOffset value) => BinaryPrimitives.WriteInt64BigEndian(AddBytes(sizeof(long)), (value - TimeZero).Ticks / TimeSpan.TicksPerMicrosecond);

    internal void Add(DateOnly value) => BinaryPrimitives.WriteInt32BigEndian(AddBytes(sizeof(int)), value.DayNumber - DateOnly.FromDateTime(TimeZero.Date).DayNumber);

    internal void AddNull() => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), NullLength);

    /// <summary>A value of bytes, to be filled in by the caller before anything else is added.</summary>
    internal Span<byte> AddBytes(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), length);
        return Take(length);
    }

    /// <summary>Sends what was written, when it is worth it.</summary>
    internal ValueTask EndRowAsync(CancellationToken cancel) => used < FlushAt ? ValueTask.CompletedTask : FlushAsync(cancel);

    /// <summary>Ends; the rows are in the table as the transaction sees it.</summary>
    /// <exception cref="PostgresException">PostgreSQL did not take them; none is written.</exception>
    internal async Task CompleteAsync(CancellationToken cancel)
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), -1);
        await FlushAsync(cancel);
        isEnded = true;
        await wire.DisposeAsync();
    }

    /// <summary>Takes back what was not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isEnded)
        {
            return;
        }

        isEnded = true;
        try
        {
            await wire.CancelAsync();
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // What made the caller give up is told, not what came of it.
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancel)
    {
        await wire.WriteAsync(buffer.AsMemory(0, used), cancel);
        used = 0;
    }

    private Span<byte> Take(int length)
    {
        Reserve(length);
        var taken = buffer.AsSpan(used, length);
        used += length;
        return taken;
    }

    private void Reserve(int length)
    {
        if (buffer.Length - used < length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + length));
        }
    }
}
