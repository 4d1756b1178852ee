namespace Netralitas.Faults.Checker;

/// <summary>Where to look.</summary>
internal sealed record CheckerOptions
{
    /// <summary>Environment variable with the superuser's connection to PostgreSQL: a command line can be read by others.</summary>
    internal const string PostgresVariable = "NETRALITAS_FAULTS_POSTGRES";

    /// <summary>Environment variable with the secret of numbers and codes.</summary>
    internal const string ReportCodesVariable = "NETRALITAS_FAULTS_REPORT_CODES";

    /// <summary>Environment variable with the secret that personal data of pledges is sealed under.</summary>
    internal const string PersonalDataVariable = "NETRALITAS_FAULTS_PERSONAL_DATA";

    /// <summary>What the client wrote down.</summary>
    internal required string History { get; init; }

    /// <summary>What the program that made the faults knows.</summary>
    internal required string Facts { get; init; }

    /// <summary>Address of the gateway.</summary>
    internal required Uri Gateway { get; init; }

    /// <summary>The broker's list of its queues, one to a line: name and messages.</summary>
    internal required string Queues { get; init; }

    /// <summary>Folders of the spools.</summary>
    internal required IReadOnlyList<string> Spools { get; init; }

    /// <summary>Folders of all that the suite left: its data, what it logged, what it exported.</summary>
    internal required IReadOnlyList<string> Left { get; init; }

    /// <summary>What the log of the pledges publishes.</summary>
    internal required string LogFolder { get; init; }

    /// <summary>Its public key.</summary>
    internal required string LogKey { get; init; }

    /// <summary>What the log of the receipts of reports publishes.</summary>
    internal required string ReceiptLogFolder { get; init; }

    /// <summary>Its public key.</summary>
    internal required string ReceiptLogKey { get; init; }

    /// <summary>What a witness last signed of each log.</summary>
    internal required string WitnessFolder { get; init; }

    /// <summary>Its public key.</summary>
    internal required string WitnessKey { get; init; }

    /// <summary>Invariants that are not judged.</summary>
    internal required IReadOnlyList<string> Skip { get; init; }

    internal required string Postgres { get; init; }

    /// <summary>Secret of numbers, codes and hashes.</summary>
    internal required string ReportCodes { get; init; }

    /// <summary>Secret of the records that open the entries of signatures.</summary>
    internal required string PersonalData { get; init; }

    /// <summary>Folder of the keys that reports are sealed to: <c>private</c> and <c>custodian</c> in it.</summary>
    internal required string ReportKeys { get; init; }

    /// <summary>Reads the command line and the environment; null after saying what is missing.</summary>
    internal static CheckerOptions? TryRead(string[] args, TextWriter errors)
    {
        try
        {
            return Read(args);
        }
        catch (FormatException wrong)
        {
            errors.WriteLine(wrong.Message);
            return null;
        }
    }

    /// <summary>Reads the command line and the environment.</summary>
    /// <exception cref="FormatException">Something is missing.</exception>
    internal static CheckerOptions Read(string[] args)
    {
        var given = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        string Text(string name) => given.GetValueOrDefault(name)
            ?? throw new FormatException("Usage: --history FILE --facts FILE --gateway ADDRESS --queues FILE --spools FOLDER[:FOLDER] --left FOLDER[:FOLDER] --report-keys FOLDER --log FOLDER --log-key KEY --receipt-log FOLDER --receipt-log-key KEY --witness FOLDER --witness-key KEY [--skip I8,I12]");
        return new CheckerOptions
        {
            History = Text("--history"),
            Facts = Text("--facts"),
            Gateway = new Uri(Text("--gateway")),
            Queues = Text("--queues"),
            Spools = Text("--spools").Split(':', StringSplitOptions.RemoveEmptyEntries),
            Left = Text("--left").Split(':', StringSplitOptions.RemoveEmptyEntries),
            LogFolder = Text("--log"),
            LogKey = Text("--log-key"),
            ReceiptLogFolder = Text("--receipt-log"),
            ReceiptLogKey = Text("--receipt-log-key"),
            WitnessFolder = Text("--witness"),
            WitnessKey = Text("--witness-key"),
            Skip = given.GetValueOrDefault("--skip", "").Split(','),
            Postgres = Environment.GetEnvironmentVariable(PostgresVariable) ?? throw new FormatException($"{PostgresVariable} is not set."),
            ReportCodes = Environment.GetEnvironmentVariable(ReportCodesVariable) ?? throw new FormatException($"{ReportCodesVariable} is not set."),
            PersonalData = Environment.GetEnvironmentVariable(PersonalDataVariable) ?? throw new FormatException($"{PersonalDataVariable} is not set."),
            ReportKeys = Text("--report-keys"),
        };
    }
}
