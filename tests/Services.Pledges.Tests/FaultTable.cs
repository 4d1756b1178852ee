using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Tests;

/// <summary>Prints what a request is told, one row for each fault, so that a whole rule is compared at once.</summary>
internal static class FaultTable
{
    internal static string Of<TRequest>(Func<TRequest> good, Action<TRequest> read, (string Case, Action<TRequest> Spoil)[] rows)
    {
        var lines = rows.SelectMany(row =>
        {
            var request = good();
            row.Spoil(request);
            return Refused(() => read(request)).Fields.Select(fault => $"{row.Case} | {fault.Field} | {fault.Description}");
        });
        return Joined(lines);
    }

    internal static string Joined(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    internal static RefusalException Refused(Action read) => Assert.Throws<RefusalException>(read);
}
