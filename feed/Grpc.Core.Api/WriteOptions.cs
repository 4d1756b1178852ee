namespace Grpc.Core;

[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait to be sent together with later ones.</summary>
    BufferHint = 0x1,

    /// <summary>The message is sent as it is, also when the call compresses.</summary>
    NoCompress = 0x2,
}

/// <summary>Options of one message.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}
