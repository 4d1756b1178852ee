namespace Netralitas.Elections.Authorities;

/// <summary>Where a violation is forwarded. One case can have several.</summary>
public enum ForwardingTrack
{
    /// <summary>Pelanggaran peraturan perundang-undangan lainnya by a civil servant.</summary>
    HukumLainnya,

    /// <summary>Tindak pidana pemilihan.</summary>
    Pidana,

    /// <summary>Pelanggaran administrasi.</summary>
    Administrasi,

    /// <summary>Pelanggaran kode etik penyelenggara, by those who organise the election.</summary>
    KodeEtikPenyelenggara,
}

/// <summary>Who takes what Bawaslu forwards, for a stretch of time.</summary>
public sealed record Authority
{
    /// <summary>The same for all versions, such as <c>bkn</c>.</summary>
    public required string Id { get; init; }

    /// <summary>1 or more.</summary>
    public required int Version { get; init; }

    /// <summary>What it takes.</summary>
    public required ForwardingTrack Track { get; init; }

    /// <summary>First local date on which something is forwarded to it; null when that day was not verified.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Last such date, inclusive; null while it is in force.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>In Indonesian.</summary>
    public required string Name { get; init; }

    /// <summary>How it takes it, in Indonesian: its system, or a letter.</summary>
    public required string Channel { get; init; }

    /// <summary>Why.</summary>
    public required Citation Citation { get; init; }

    /// <summary>Whether there is any date on which it takes something: not when another took its place before it began.</summary>
    public bool HoldsEver => ValidFrom is not { } from || ValidTo is not { } to || to >= from;

    /// <summary>Whether it takes what is forwarded on a local date.</summary>
    public bool IsValidOn(DateOnly date) => (ValidFrom is null || date >= ValidFrom) && (ValidTo is null || date <= ValidTo);
}
