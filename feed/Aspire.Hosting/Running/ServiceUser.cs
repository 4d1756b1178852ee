namespace Aspire.Hosting.Running;

/// <summary>
/// As whom a service runs. PostgreSQL refuses to run as root: then it runs as another user of the system where that one can reach the data,
/// and otherwise in a user namespace in which root bears an ordinary number. Anyone else runs it as himself.
/// </summary>
internal sealed class ServiceUser
{
    private readonly IReadOnlyList<string> _prefix;

    private ServiceUser(params string[] prefix) => _prefix = prefix;

    internal static async Task<ServiceUser> ForAsync(string user, string folder, SuiteProcesses processes, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new();
        }

        // Changing the user clears the request to be killed with the parent, so each way repeats it after the change.
        string[] other = ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups", "--pdeathsig", "KILL", "--"];
        string[] mapped = ["unshare", "--user", "--map-user=1000", "--", "setpriv", "--pdeathsig", "KILL", "--"];
        var parent = Path.GetDirectoryName(folder)!;
        if (await Succeeds([.. other, "test", "-x", parent]).ConfigureAwait(false) && !OwnedByRoot(folder)
            && await Succeeds(["chown", "-R", $"{user}:{user}", folder]).ConfigureAwait(false))
        {
            return new(other);
        }

        return await Succeeds([.. mapped, "true"]).ConfigureAwait(false) ? new(mapped) : throw new DistributedApplicationException(
            $"As root, '{folder}' must be reachable for the user '{user}', or user namespaces must be allowed. Run the suite as an ordinary user instead.");

        async Task<bool> Succeeds(string[] command) => (await processes.RunAsync(
            new(command[0], command[1..]) { Environment = ProjectLauncher.Inherited() }, cancellationToken).ConfigureAwait(false)).Code == 0;

        // Data that was made in a namespace stays with it: there, root owns what looks like user 1000's.
        bool OwnedByRoot(string path) => Directory.Exists(Path.Combine(path, "data"))
            && File.Exists(Path.Combine(path, "data", "PG_VERSION")) && ProcessTable.OwnerIsRoot(Path.Combine(path, "data"));
    }

    internal ProcessSpec Run(string program, params IEnumerable<string> arguments)
    {
        string[] all = [.. _prefix, program, .. arguments];
        return new(all[0], all[1..]) { Mark = program };
    }
}
