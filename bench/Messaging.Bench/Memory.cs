using System.Globalization;

namespace Netralitas.Messaging.Bench;

/// <summary>Memory of this process.</summary>
/// <param name="Managed">Bytes on the managed heap.</param>
/// <param name="Resident">Bytes in memory altogether.</param>
internal readonly record struct Memory(long Managed, long Resident)
{
    private const double Mebibyte = 1024 * 1024;

    internal static Memory Now(bool collect) => new(GC.GetTotalMemory(collect), Environment.WorkingSet);

    internal Memory OrMore(Memory other) => new(Math.Max(Managed, other.Managed), Math.Max(Resident, other.Resident));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Managed / Mebibyte,8:N1} MiB managed, {Resident / Mebibyte,8:N1} MiB resident");
}
