namespace Netralitas.Contracts.Tests;

/// <summary>A contract as it was last agreed, in <c>Snapshots/</c>; changed only on purpose.</summary>
internal static class Snapshot
{
    private const string Switch = "NETRALITAS_UPDATE_SNAPSHOTS";

    internal static string Folder { get; } = "tests/Contracts.Tests/Snapshots";

    /// <summary>Holds text against its snapshot, or writes the snapshot when NETRALITAS_UPDATE_SNAPSHOTS=1.</summary>
    internal static void Verify(string name, string actual)
    {
        var path = Path.Combine(Repository.Root, Folder, name);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"{Folder}/{name} is missing. Run the tests once with {Switch}=1 and commit it.");
        var expected = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.True(expected == actual,
            $"""
            The contract differs from {Folder}/{name}:
            {Difference(expected, actual)}
            Others depend on the old form: an added nullable member or a new field number is safe, anything else needs a new version (V2, v2).
            If the change is meant, run the tests with {Switch}=1 and commit the snapshot with it.
            """);
    }

    private static string Difference(string expected, string actual)
    {
        string[] was = expected.Split('\n'), now = actual.Split('\n');
        return string.Join('\n', was.Except(now).Select(line => $"- {line}").Concat(now.Except(was).Select(line => $"+ {line}")).DefaultIfEmpty("(the order of the lines)"));
    }
}
