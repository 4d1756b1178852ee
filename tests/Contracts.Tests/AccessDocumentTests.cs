namespace Netralitas.Contracts.Tests;

/// <summary>docs/access.md has a row for every RPC: who passes the door. tests/Suite.Tests holds the running suite against it.</summary>
public class AccessDocumentTests
{
    private const string Document = "docs/access.md", Heading = "## Every RPC and role\n";

    private static readonly string[] Roles = ["central", "officer", "agency", "signatory", "custodian", "auditor", "ops"];

    [Fact]
    public void The_document_has_every_RPC_with_the_roles_that_its_implementation_names()
    {
        var text = Repository.Read(Document).ReplaceLineEndings("\n");
        var expected = $"{Before(text)}{Heading}{Table()}";
        if (Environment.GetEnvironmentVariable("NETRALITAS_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, Document), expected);
            return;
        }

        Assert.True(expected == text, $"{Document} differs from what the services declare. If that is meant, run the tests with NETRALITAS_UPDATE_SNAPSHOTS=1 and commit it.");
    }

    private static string Before(string text) => text.IndexOf(Heading, StringComparison.Ordinal) is var at and >= 0 ? text[..at] : $"{text}\n";

    private static string Table()
    {
        var rows = Endpoints.All.Select(endpoint => $"| {endpoint.Rpc} | {string.Join(" | ", Roles.Prepend("anyone").Select(role => Passes(endpoint, role) ? "yes" : "-"))} |\n");
        return $"""

            Made from the services by tests/Contracts.Tests. `yes`: the call passes the door, and the RPC asks next whose the thing is; `-`: PERMISSION_DENIED (`ROLE_NOT_ALLOWED`), without a token UNAUTHENTICATED.

            | RPC | no token | {string.Join(" | ", Roles)} |
            |---|---|{string.Concat(Roles.Select(_ => "---|"))}
            {string.Concat(rows)}
            """.TrimEnd('\n') + "\n";
    }

    private static bool Passes(Endpoint endpoint, string role) => endpoint.Policies.Contains("anyone") || endpoint.Policies.Any(policy => policy.Split(", ").Contains(role));
}
