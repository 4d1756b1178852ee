using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.FollowUp;

// The steps of a crime.
internal sealed partial record Followed
{
    /// <summary>The steps that stand, in their order: a correction is where the step is that it takes the place of.</summary>
    internal IReadOnlyList<FollowUpRecord> Steps =>
        [.. Earlier.Where(entry => entry.Kind == FollowUpEntryKind.CriminalStep && !IsCorrected(entry.Number)).OrderBy(FirstOf)];

    /// <summary>What is wrong with when a step was taken: it lies between the steps beside it, not in the future, and tells the time of day where a term counts hours.</summary>
    /// <param name="step">The step.</param>
    /// <param name="corrects">The entry that it takes the place of; 0 for none.</param>
    /// <param name="day">Local date; null when it cannot be read.</param>
    /// <param name="writtenTime">The time as it was written.</param>
    /// <param name="time">The same; null when it cannot be read.</param>
    internal IEnumerable<FieldFault> StepTimeFaults(CriminalStep step, int corrects, DateOnly? day, string writtenTime, TimeOnly? time)
    {
        var steps = Steps.ToList();
        var place = corrects == 0 ? steps.Count : steps.FindIndex(entry => entry.Number == corrects);
        var (before, after) = place < 0 ? (null, null) : (steps.ElementAtOrDefault(place - 1), steps.ElementAtOrDefault(place + 1));
        var earliest = new[] { FirstDayOf(step), before?.HappenedOn ?? DateOnly.MinValue }.Max();
        if (day is not { } on || on > Today || on < earliest || on > after?.HappenedOn)
        {
            yield return new FieldFault("happened_on", "Isi dengan tanggal yang sudah berlangsung dan sesuai urutan langkah, tidak sebelum penerusan (pembahasan pertama: tidak sebelum registrasi), misalnya 2024-10-15.");
        }

        var needsTime = Handling.RulesOf([.. CriminalLife.Keeps(step) is { } kept ? new[] { kept } : [], .. CriminalLife.Starts(step)], day ?? Today).Any(rule => rule.Unit == ClockUnit.Hour);
        if ((needsTime && time is null) || (writtenTime.Length > 0 && (time is null || IsImpossible(step, day, time.Value))))
        {
            yield return new FieldFault("local_time", "Isi dengan jam setempat yang sudah berlangsung dan tidak sebelum registrasi, misalnya 09:30; wajib bila batas waktunya dihitung dalam jam.");
        }
    }

    /// <summary>What is wrong with the correction of a step: it takes the place of an entry of the same step that none has taken yet.</summary>
    internal IEnumerable<FieldFault> StepCorrectionFaults(CriminalStep step, int corrects) =>
        corrects == 0 || Steps.Any(entry => entry.Number == corrects && entry.CriminalStep == step)
            ? [] : [new FieldFault("corrects", "Isi dengan nomor catatan langkah yang sama yang belum diperbaiki, atau 0.")];

    // The Sentra Gakkumdu can discuss a case from its registration on, before it is forwarded.
    private DateOnly FirstDayOf(CriminalStep step) =>
        step == CriminalStep.FirstDiscussion && Handling.RegisteredAt is { } registered ? Zone.LocalDate(registered) : Forwarding.ForwardedOn;

    private bool IsImpossible(CriminalStep step, DateOnly? day, TimeOnly time)
    {
        if (day is not { } on)
        {
            return false;
        }

        // The minute of the registration counts as a whole.
        var at = Zone.LocalDateTime(on, time);
        return at > Now || (step == CriminalStep.FirstDiscussion && at.AddMinutes(1) <= Handling.RegisteredAt);
    }

    private bool IsCorrected(int number) => Earlier.Any(entry => entry.Corrects == number);

    private int FirstOf(FollowUpRecord entry) => entry.Corrects == 0 ? entry.Number : FirstOf(Earlier.Single(earlier => earlier.Number == entry.Corrects));
}
