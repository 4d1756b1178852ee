namespace Netralitas.Elections;

/// <summary>How well a row of law is known. Whoever shows a row to an official shows its mark; the row that binds is the official's to set.</summary>
public enum Mark
{
    /// <summary>[V] Read in the source given.</summary>
    Verified,

    /// <summary>[V~] Read in secondary press or an uncertain copy only, or sources disagree.</summary>
    Secondary,

    /// <summary>[G] General knowledge, found in no source that was read.</summary>
    General,

    /// <summary>[U] An open question.</summary>
    Uncertain,

    /// <summary>[D] Our own derivation.</summary>
    Derived,
}
