using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Numbering;

/// <summary>Raised when reports were committed that are to be numbered.</summary>
internal sealed class NumberingSignal : WakeSignal;
