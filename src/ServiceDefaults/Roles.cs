namespace Netralitas.ServiceDefaults;

/// <summary>Roles that a token can name in its claim <c>role</c>, and the groups of them that RPCs allow.</summary>
public static class Roles
{
    /// <summary>Central Bawaslu.</summary>
    public const string Central = "central";

    /// <summary>Officer of the Bawaslu office of a region.</summary>
    public const string Officer = "officer";

    /// <summary>May take part in opening a reporter's identity.</summary>
    public const string Custodian = "custodian";

    /// <summary>Personnel authority (Pejabat Pembina Kepegawaian) or its personnel office.</summary>
    public const string Agency = "agency";

    /// <summary>A civil servant.</summary>
    public const string Signatory = "signatory";

    /// <summary>Reads, never writes.</summary>
    public const string Auditor = "auditor";

    /// <summary>Operations team.</summary>
    public const string Ops = "ops";

    /// <summary>All of them. What else a token names as a role is nobody's.</summary>
    public static IReadOnlySet<string> Known { get; } = new HashSet<string>(StringComparer.Ordinal) { Central, Officer, Custodian, Agency, Signatory, Auditor, Ops };

    /// <summary>Who may publish texts, open declarations and record signatures.</summary>
    public const string Organisers = $"{Central},{Officer},{Agency}";

    /// <summary>Who may read declarations.</summary>
    public const string DeclarationReaders = $"{Organisers},{Signatory},{Auditor}";

    /// <summary>Who may read the coverage of a region.</summary>
    public const string CoverageReaders = $"{Organisers},{Auditor}";

    /// <summary>Who may read an office's inbox.</summary>
    public const string InboxReaders = $"{Central},{Officer},{Auditor}";

    /// <summary>Who may acknowledge a notice.</summary>
    public const string InboxHolders = $"{Central},{Officer}";

    /// <summary>Who may read the notices of the own office.</summary>
    public const string NoticeReaders = $"{InboxReaders},{Agency}";

    /// <summary>Who may confirm the notices of the own office.</summary>
    public const string NoticeHolders = $"{InboxHolders},{Agency}";

    /// <summary>Who may take reports in for an office.</summary>
    public const string IntakeOfficers = $"{Central},{Officer}";

    /// <summary>Who may see which identities were opened.</summary>
    public const string OpeningReaders = $"{Custodian},{Auditor}";

    /// <summary>Who may examine the reports that an office handles.</summary>
    public const string Examiners = $"{Central},{Officer}";

    /// <summary>Who may read what was forwarded to an agency, and record what became of it.</summary>
    public const string FollowUpRecorders = $"{Central},{Officer},{Agency}";

    /// <summary>Who may record changes of the law that terms are counted by.</summary>
    public const string Lawkeepers = Central;

    /// <summary>Who may see what is due, held and erased.</summary>
    public const string RetentionReaders = $"{Examiners},{Auditor}";

    /// <summary>Who may record breaches of personal data, and that people were told.</summary>
    public const string BreachRecorders = Central;

    /// <summary>Who may read them.</summary>
    public const string BreachReaders = $"{Central},{Auditor}";

    /// <summary>Who may read the directory of offices.</summary>
    public const string DirectoryReaders = $"{Organisers},{Auditor}";

    /// <summary>Who may redrive and cancel deliveries.</summary>
    public const string DeliveryOperators = $"{Central},{Ops}";
}
