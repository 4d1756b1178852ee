namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>How notices leave the inbox; configuration section <c>Notifications:Delivery</c>. Without it nothing does.</summary>
internal sealed record DeliveryOptions
{
    /// <summary>
    /// Seconds between attempts: the first entry after the first attempt, and so on; when none is left, the next address is tried. By default the schedule of Standard Webhooks: 5 s, 5 min, 30 min,
    /// 2 h, 5 h, 10 h, 10 h. Each is lengthened or shortened by chance by up to a tenth.
    /// </summary>
    public IReadOnlyList<int> RetrySeconds { get; init; } = [];

    /// <summary>After so many seconds an attempt without an end counts as lost, and is made again under the same key. More than the mail server, or all providers one after the other, may take.</summary>
    public int LostAfterSeconds { get; init; } = 120;

    /// <summary>How many text messages, and how many messages by WhatsApp, are under way at once in this process.</summary>
    public int AtOnce { get; init; } = 128;

    /// <summary>The mail server; null when there is none.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>Providers of text messages and WhatsApp, in the order in which they are asked.</summary>
    public IReadOnlyList<ProviderOptions> Providers { get; init; } = [];

    /// <summary>What is wrong with the options, one line each.</summary>
    internal IEnumerable<string> Problems() =>
    [
        .. RetrySeconds.Any(seconds => seconds < 0) ? ["RetrySeconds: none below 0."] : Array.Empty<string>(),
        .. LostAfterSeconds <= Math.Max(Smtp?.TimeoutSeconds ?? 0, Providers.Sum(p => p.TimeoutSeconds)) ? ["LostAfterSeconds: more than the timeouts of Smtp, and of all Providers together."] : Array.Empty<string>(),
        .. AtOnce < 1 || Smtp?.AtOnce < 1 ? ["AtOnce: at least 1."] : Array.Empty<string>(),
        .. Smtp is { } smtp && (smtp.Host.Length == 0 || smtp.From.Length == 0) ? ["Smtp: Host and From are needed."] : Array.Empty<string>(),
        .. Providers.GroupBy(p => p.Name).Where(same => same.Count() > 1).Select(same => $"Providers: {same.Key} stands twice."),
        .. Providers.SelectMany((provider, n) => provider.Problems().Select(problem => $"Providers:{n}: {problem}")),
    ];
}

/// <summary>A mail server.</summary>
internal sealed record SmtpOptions
{
    /// <summary>Its name or address.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 25;

    /// <summary>Address that messages come from.</summary>
    public string From { get; init; } = "";

    /// <summary>Whether the connection must be encrypted by STARTTLS. Off only for a server on this machine.</summary>
    public bool RequiresTls { get; init; } = true;

    /// <summary>User, when the server asks for one.</summary>
    public string? User { get; init; }

    /// <summary>The user's password.</summary>
    public string? Password { get; init; }

    /// <summary>After so many seconds without an end an attempt is given up.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>How many messages are under way at once in this process, each in a connection of its own; mail servers allow few.</summary>
    public int AtOnce { get; init; } = 16;
}

/// <summary>A provider of text messages or WhatsApp that is called by HTTP, described by what its manual says.</summary>
internal sealed record ProviderOptions
{
    /// <summary>How deliveries and receipts name it. Never changed while it has deliveries under way.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>Sms</c> and <c>Whatsapp</c>.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Address of the call.</summary>
    public Uri? Url { get; init; }

    /// <summary>Whether fields are sent as a form instead of JSON.</summary>
    public bool IsForm { get; init; }

    /// <summary>Headers of the call; secrets belong into the environment.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields of the call by their path, parts divided by a slash in JSON: <c>{{alamat}}</c>, <c>{{nomor}}</c> (the address without its plus), <c>{{isi}}</c> and <c>{{kunci}}</c> are replaced.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Header that takes the delivery's key; null when a field does.</summary>
    public string? KeyHeader { get; init; } = "Idempotency-Key";

    /// <summary>Where a JSON answer says what the provider calls the delivery; parts divided by a slash, numbers for places in a list.</summary>
    public string ReferencePath { get; init; } = "id";

    /// <summary>HTTP statuses that say that the address is wrong.</summary>
    public IReadOnlyList<int> RefusedStatuses { get; init; } = [];

    /// <summary>After so many seconds without an answer an attempt is given up.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>How its receipts look; null when it sends none.</summary>
    public ReceiptOptions? Receipts { get; init; }

    internal IEnumerable<string> Problems() =>
    [
        .. Name.Length == 0 || Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-') ? ["Name: letters, digits and hyphens."] : Array.Empty<string>(),
        .. Url is null or { IsAbsoluteUri: false } ? ["Url: an absolute address."] : Array.Empty<string>(),
        .. Channels.Count == 0 || Channels.Any(channel => channel is not ("Sms" or "Whatsapp")) ? ["Channels: Sms, Whatsapp or both."] : Array.Empty<string>(),
        .. KeyHeader is null && !Fields.Values.Any(value => value.Contains("{{kunci}}", StringComparison.Ordinal)) ? ["KeyHeader or a field with {{kunci}} is needed."] : Array.Empty<string>(),
        .. Receipts is { Secret.Length: < 16 } ? ["Receipts:Secret: at least 16 characters."] : Array.Empty<string>(),
    ];
}

/// <summary>How a provider's receipts look, which it posts to <c>/receipts/{name}</c>.</summary>
internal sealed record ReceiptOptions
{
    /// <summary>Header with the signature: HMAC-SHA256 of the body in hexadecimal, with or without <c>sha256=</c> before it.</summary>
    public string SignatureHeader { get; init; } = "X-Signature";

    /// <summary>Secret of the signature, at least 16 characters.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Where the receipt says what it is about; in a form the name of the field.</summary>
    public string ReferencePath { get; init; } = "id";

    /// <summary>Where it says what happened.</summary>
    public string OutcomePath { get; init; } = "status";

    /// <summary>Words for: it arrived.</summary>
    public IReadOnlyList<string> Delivered { get; init; } = [];

    /// <summary>Words for: it could not be handed over in time.</summary>
    public IReadOnlyList<string> Temporary { get; init; } = [];

    /// <summary>Words for: the address is wrong.</summary>
    public IReadOnlyList<string> Permanent { get; init; } = [];
}
