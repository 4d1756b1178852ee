using System.Buffers.Binary;

namespace Netralitas.Services.Reports;

/// <summary>What calls line up by.</summary>
internal static class LineUpValue
{
    /// <summary>The random half of a UUID: of a version 7 the other half is mostly the time.</summary>
    internal static long Of(Guid id) => BinaryPrimitives.ReadInt64BigEndian(id.ToByteArray(bigEndian: true).AsSpan(8));
}
