namespace Netralitas.Faults;

/// <summary>Tells whether this run has network and mounts of its own, so that it can cut and fill them without touching the machine's.</summary>
internal static class Namespaces
{
    /// <summary>What eng/faults.sh saw before it went in.</summary>
    private const string Outside = "NETRALITAS_FAULTS_OUTSIDE";

    internal static bool IsOwn => Environment.IsPrivilegedProcess
        && Environment.GetEnvironmentVariable(Outside)?.Split(' ') is [var network, var mounts]
        && network != Link("net") && mounts != Link("mnt");

    private static string? Link(string kind) => new FileInfo($"/proc/self/ns/{kind}").LinkTarget;
}
