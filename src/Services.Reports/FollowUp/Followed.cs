using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>A forwarding that somebody writes an entry for. Pure.</summary>
/// <param name="Forwarding">The forwarding.</param>
/// <param name="Earlier">Its entries, the oldest first.</param>
/// <param name="Caller">Who writes.</param>
/// <param name="Now">The present instant.</param>
/// <param name="Handling">Who handles the case.</param>
internal sealed partial record Followed(Forwarding Forwarding, IReadOnlyList<FollowUpRecord> Earlier, Caller Caller, DateTimeOffset Now, Handling Handling)
{
    /// <summary>Of the office that handles the case.</summary>
    internal IndonesianTimeZone Zone => Handling.Zone;

    /// <summary>The local date now.</summary>
    internal DateOnly Today => Zone.LocalDate(Now);

    /// <summary>Number of the next entry.</summary>
    internal int Next => Earlier.Count + 1;

    /// <summary>Goes on by the step, or by that of a correction when the entry names one that it takes the place of.</summary>
    /// <exception cref="RefusalException">ENTRY_NOT_ALLOWED.</exception>
    internal void Advance(FollowUpStep step, int corrects) => Forwarding.Advance(corrects == 0 ? step : FollowUpStep.Correct, Now);

    /// <summary>What is wrong with a date on which something happened: it is one, not in the future, and not before the forwarding.</summary>
    internal IEnumerable<FieldFault> DateFaults(string field, string written)
    {
        if (FilingTime.DayOf(written) is not { } day || day > Today || day < Forwarding.ForwardedOn)
        {
            yield return new FieldFault(field, "Isi dengan tanggal yang sudah berlangsung dan tidak sebelum penerusan, misalnya 2024-10-15.");
        }
    }

    /// <summary>What is wrong with the number of a document.</summary>
    internal static IEnumerable<FieldFault> DocumentFaults(string field, string number, bool isNeeded, int longest)
    {
        if ((isNeeded && !ReportWords.Any(number)) || number.Length > longest)
        {
            yield return new FieldFault(field, $"Isi dengan nomor surat yang membuktikannya, paling panjang {longest} karakter.");
        }
    }

    /// <summary>What is wrong with a correction: it takes the place of an entry of its kind that none has taken yet.</summary>
    internal IEnumerable<FieldFault> CorrectionFaults(FollowUpEntryKind kind, int corrects)
    {
        if (corrects != 0 && (!Earlier.Any(entry => entry.Number == corrects && entry.Kind == kind) || Earlier.Any(entry => entry.Corrects == corrects)))
        {
            yield return new FieldFault("corrects", "Isi dengan nomor catatan sejenis yang belum diperbaiki, atau 0.");
        }
    }

    /// <summary>Whether an office writes on behalf of the agency, and so has to name a document.</summary>
    internal bool IsOnBehalf => Caller.Role != Roles.Agency;
}
