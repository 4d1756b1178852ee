using Netralitas.ServiceDefaults;

namespace Netralitas.Messaging;

/// <summary>Raised when a transaction with events was committed.</summary>
public sealed class OutboxSignal : WakeSignal;
