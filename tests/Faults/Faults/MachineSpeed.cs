using System.Diagnostics;
using System.Security.Cryptography;

namespace Netralitas.Faults;

/// <summary>How much load this machine stands beside the whole suite that serves it: what is judged is what becomes of reports, not how fast the machine is.</summary>
internal static class MachineSpeed
{
    // Sealing is most of a report, and these are most of sealing. Measured with both on two processors: 30 reports a second leave the suite room to be compiled and to make up for a fault.
    private const double AgreementsForEachReport = 300;
    private const double Most = 100;
    private const double Least = 10;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    /// <summary>Reports each second, measured anew: other programs come and go.</summary>
    internal static double Rate()
    {
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var agreements = 0L;
        var started = Stopwatch.GetTimestamp();
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            for (; Stopwatch.GetElapsedTime(started) < Long; Interlocked.Increment(ref agreements))
            {
                own.DeriveKeyFromHash(other.PublicKey, HashAlgorithmName.SHA256);
            }
        });
        var rate = Math.Round(Math.Clamp(agreements / Stopwatch.GetElapsedTime(started).TotalSeconds / AgreementsForEachReport, Least, Most));
        Console.WriteLine($"    {agreements:N0} key agreements in a second: {rate:0} reports a second");
        return rate;
    }
}
