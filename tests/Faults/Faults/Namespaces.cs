namespace Netralitas.Faults;

/// <summary>Tells whether this run has network and mounts of its own, so that it can cut and fill them without touching the machine's.</summary>
internal static class Namespaces
{
    internal static bool IsOwn => Environment.IsPrivilegedProcess && Differs("net") && Differs("mnt");

    private static bool Differs(string kind)
    {
        var own = new FileInfo($"/proc/self/ns/{kind}").LinkTarget;
        var first = new FileInfo($"/proc/1/ns/{kind}").LinkTarget;
        return own is not null && first is not null && own != first;
    }
}
