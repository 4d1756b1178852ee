namespace Netralitas.Witness;

/// <summary>How a witness is set up; configuration section <c>Witness</c>. There is no default for what it trusts and what it remembers.</summary>
internal sealed record WitnessOptions
{
    /// <summary>Address to listen on, without a path; TLS is ended in front of it.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:5280";

    /// <summary>File with the witness's private key, as <c>create</c> makes it.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>Folder with what it last signed of each log, as <c>create</c> makes it. To be kept for as long as the key: with another folder it would sign what contradicts its signatures.</summary>
    public string StateFolder { get; init; } = "";

    /// <summary>Logs that it signs for, one or more.</summary>
    public IReadOnlyList<LogOptions> Logs { get; init; } = [];
}

/// <summary>A log that the witness signs for.</summary>
internal sealed record LogOptions
{
    /// <summary>First line of its checkpoints.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Its public keys (<c>name+id+key</c>, type 0x01); one of them must have signed a checkpoint. Two while it changes from one to the other.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];
}
