namespace Netralitas.Elections.Reception;

/// <summary>How a report comes in.</summary>
public enum ReceptionChannel
{
    /// <summary>Handed over at the office.</summary>
    InPerson,

    /// <summary>Sent online.</summary>
    Online,
}

/// <summary>From when a report counts that comes in outside the hours. It is received at once in any case: no report is refused.</summary>
public enum OutsideHours
{
    /// <summary>From the next opening of the office.</summary>
    NextOpening,

    /// <summary>From its receipt.</summary>
    Receipt,
}
