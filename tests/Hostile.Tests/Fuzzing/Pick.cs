using CsCheck;

namespace Netralitas.Hostile.Tests.Fuzzing;

/// <summary>One of some values.</summary>
internal static class Pick
{
    /// <summary>Any of them, each as likely.</summary>
    internal static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(n => values[n]);
}
