namespace Netralitas.Elections.Sanctions;

/// <summary>Whose sanctions they are.</summary>
public enum EmployeeKind
{
    /// <summary>Pegawai negeri sipil.</summary>
    Pns,

    /// <summary>Pegawai pemerintah dengan perjanjian kerja.</summary>
    Pppk,

    /// <summary>Pegawai pemerintah non pegawai negeri.</summary>
    Ppnpn,
}

/// <summary>How heavy a sanction is.</summary>
public enum SanctionGrade
{
    /// <summary>Sanksi moral.</summary>
    Moral,

    /// <summary>Hukuman disiplin ringan; not used for neutrality.</summary>
    Ringan,

    /// <summary>Hukuman disiplin sedang.</summary>
    Sedang,

    /// <summary>Hukuman disiplin berat.</summary>
    Berat,

    /// <summary>Pemberhentian tidak dengan hormat.</summary>
    Ptdh,

    /// <summary>As the agency's own rule grades it.</summary>
    Instansi,

    /// <summary>As the yearly contract grades it.</summary>
    Kontrak,
}

/// <summary>A sanction that a personnel authority can decide on.</summary>
public sealed record Sanction
{
    /// <summary>Ours, such as <c>SEDANG-TUKIN-6</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Whose.</summary>
    public required EmployeeKind Employee { get; init; }

    /// <summary>How heavy.</summary>
    public required SanctionGrade Level { get; init; }

    /// <summary>First local date of a decision; null when it was not verified.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Last such date, inclusive; null while it is in force.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>In Indonesian.</summary>
    public required string Name { get; init; }

    /// <summary>Why, with the article.</summary>
    public required Citation Citation { get; init; }

    /// <summary>Whether it can be decided on a local date.</summary>
    public bool IsValidOn(DateOnly date) => (ValidFrom is null || date >= ValidFrom) && (ValidTo is null || date <= ValidTo);
}
