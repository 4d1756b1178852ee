namespace Netralitas.Messaging;

/// <summary>How long what has happened is kept; configuration section <c>Messaging:Retention</c>.</summary>
public sealed record RetentionOptions
{
    /// <summary>
    /// Days for which a write that is sent again gets its first answer. After that the same id is a new write, and only natural keys (a person signs a declaration once, an office is
    /// told of something once) keep it from taking effect twice.
    /// </summary>
    public int RequestDays { get; init; } = 400;
}
