namespace Netralitas.Demo;

/// <summary>Something is not as the demonstration expects. The message is an Indonesian sentence for the person at the terminal.</summary>
internal sealed class DemoException(string message) : Exception(message);

/// <summary>The command line cannot be understood. The message is an Indonesian sentence that says what to change.</summary>
internal sealed class UsageException(string message) : Exception(message);
