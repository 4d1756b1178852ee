namespace Netralitas.Elections.Calendars;

/// <summary>What makes a day free of work.</summary>
public enum HolidayKind
{
    /// <summary>National holiday of the yearly joint decree of three ministers (SKB 3 Menteri).</summary>
    LiburNasional,

    /// <summary>Collective leave of that decree.</summary>
    CutiBersama,

    /// <summary>Voting day, a national holiday by Keppres.</summary>
    HariPemungutanSuara,

    /// <summary>Holiday of a region.</summary>
    LiburDaerah,
}

/// <summary>What a decree does to a holiday.</summary>
public enum HolidayEffect
{
    /// <summary>Sets it.</summary>
    Ditetapkan,

    /// <summary>Withdraws it; a decree that moves a holiday withdraws one and sets another.</summary>
    Dicabut,
}
