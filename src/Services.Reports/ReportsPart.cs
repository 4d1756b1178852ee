namespace Netralitas.Services.Reports;

/// <summary>What a process of this program does; configuration <c>Reports:Part</c>. A deployment starts intake and review apart; one process does both only where it is tried by itself.</summary>
[Flags]
internal enum ReportsPart
{
    /// <summary>Takes in what anyone sends, and answers reporters by their access codes. Has public keys only, and a role of the database that cannot read what others sent.</summary>
    Intake = 1,

    /// <summary>What offices do, with their private keys, and every job.</summary>
    Review = 2,

    /// <summary>Both, in one process, with the role and the keys of review.</summary>
    Both = Intake | Review,
}

/// <summary>Reads the part, and refuses what does not belong to it.</summary>
internal static class ReportsPartSetup
{
    private const string Setting = "Reports:Part";

    // Whoever takes a process over that the public reaches must find none of these in it.
    private static readonly (string Setting, string Why)[] NotForIntake =
    [
        ("Reports:Sealing:PrivateKeysPath", "intake opens nothing: private keys are for review"),
        ("Reports:Sealing:CustodianKeysPath", "intake opens no identity: custodians' keys are for review"),
        ("Reports:Names:Keys", "intake looks for nobody's name: the secret of the blind index is for review"),
        ("Reports:Audit:SigningKey", "heads of the audit chains are signed by review"),
        ("ConnectionStrings:reports-db", "intake has a role of its own: set ConnectionStrings__reports-intake-db"),
        ("ConnectionStrings:message-bus", "intake only queues events: review publishes them"),
        ("Access:ServiceSecret", "intake asks no other service"),
    ];

    /// <summary>The part that this process is.</summary>
    /// <exception cref="InvalidOperationException">Names everything that is wrong: a part that there is not, what intake was given and must not have, what review lacks.</exception>
    internal static ReportsPart ReportsPart(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var given = configuration[Setting] ?? nameof(Reports.ReportsPart.Both);
        if (!Enum.GetNames<ReportsPart>().Contains(given, StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"{Setting} is {given}: set Reports__Part to intake, review or both.");
        }

        var part = Enum.Parse<ReportsPart>(given, ignoreCase: true);
        var problems = part == Reports.ReportsPart.Intake
            ? NotForIntake.Where(each => IsGiven(configuration, each.Setting)).Select(each => $"{each.Setting} must not be set: {each.Why}.").ToList()
            : NeededBy(part).Where(setting => !IsGiven(configuration, setting)).Select(setting => $"{setting} is missing, which {given} needs: see docs/confidentiality.md.").ToList();
        return problems.Count == 0 ? part : throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>Name of the connection string of the part's own role.</summary>
    internal static string Database(this ReportsPart part) => part == Reports.ReportsPart.Intake ? "reports-intake-db" : "reports-db";

    /// <summary>What the part is called where it runs: by operators, and by the gateway.</summary>
    internal static string Resource(this ReportsPart part) => part switch
    {
        Reports.ReportsPart.Intake => "intake",
        Reports.ReportsPart.Review => "review",
        _ => "reports",
    };

    private static string[] NeededBy(ReportsPart part) =>
        part.HasFlag(Reports.ReportsPart.Review) ? ["Reports:Sealing:PrivateKeysPath", "Reports:Names:Keys", "ConnectionStrings:reports-db", "ConnectionStrings:message-bus"] : [];

    private static bool IsGiven(ConfigurationManager configuration, string setting) =>
        configuration.GetSection(setting) is var section && (!string.IsNullOrEmpty(section.Value) || section.GetChildren().Any());
}
