namespace Netralitas.Contracts.Pledges.V1;

/// <summary>An office that is to tell its civil servants what neutrality asks of them did not do so in time.</summary>
/// <remarks>Published at least once for each time that it becomes overdue, and once only. Carries the office, never who holds it.</remarks>
public sealed record PreventionDutyOverdue
{
    /// <summary>The duty.</summary>
    public required Guid DutyId { get; init; }

    /// <summary>How many times it has become overdue, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The office to tell, as kind:code, for example <c>ppk:81.71</c>; of an OPD its personnel authority.</summary>
    public required string Office { get; init; }

    /// <summary>The office that has the duty, in Indonesian, for example <c>Pejabat Pembina Kepegawaian Kota Ambon</c>.</summary>
    public required string OfficeText { get; init; }

    /// <summary>Kemendagri code of the office's region; <c>00</c> is national.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Local date of the last activity that counts; null when there was none.</summary>
    public DateOnly? LastHeldOn { get; init; }

    /// <summary>The last local date on which the next one would have been in time.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>Instant (UTC) at which it was seen.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}
