using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Violations;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Reading;

/// <summary>What is wrong with a filter, all of it. Pure.</summary>
internal static class CaseFilterFaults
{
    private const int LongestId = 100;

    /// <summary>What is wrong with it.</summary>
    /// <param name="filter">As sent.</param>
    /// <param name="scope">The office that it names; null when that is not the caller's to ask for.</param>
    internal static IEnumerable<FieldFault> Of(CaseFilter filter, OfficeScope? scope) => [.. OfChoices(filter), .. OfWords(filter), .. scope is null ? [OfficeScope.Fault("filter.office_code")] : Array.Empty<FieldFault>()];

    private static IEnumerable<FieldFault> OfChoices(CaseFilter filter)
    {
        if (filter.Statuses.Any(status => status == ReportStatus.Unspecified || !Enum.IsDefined(status)))
        {
            yield return new FieldFault("filter.statuses", "Pilih status yang ada, atau kosongkan.");
        }

        if (filter.Kinds.Any(kind => kind == ReportKind.Unspecified || !Enum.IsDefined(kind)))
        {
            yield return new FieldFault("filter.kinds", "Pilih jenis yang ada, atau kosongkan.");
        }

        if (!Enum.IsDefined(filter.Deadline))
        {
            yield return new FieldFault("filter.deadline", "Pilih keadaan batas waktu yang ada, atau kosongkan.");
        }

        if (!Enum.IsDefined(filter.Claim))
        {
            yield return new FieldFault("filter.claim", "Pilih pemegang berkas yang ada, atau kosongkan.");
        }

        if (filter.Codes.Any(code => ViolationCatalogue.Published.All.All(row => row.Code != code)))
        {
            yield return new FieldFault("filter.codes", "Isi dengan kode katalog pelanggaran, misalnya D-06, atau kosongkan.");
        }

        if (filter.Track.Length > 0 && (!Enum.TryParse<ViolationTrack>(filter.Track, out var track) || track.ToString() != filter.Track))
        {
            yield return new FieldFault("filter.track", "Isi dengan HukumLainnya atau Pidana, atau kosongkan.");
        }
    }

    private static IEnumerable<FieldFault> OfWords(CaseFilter filter)
    {
        foreach (var (field, day) in new[] { ("filter.last_day_from", filter.LastDayFrom), ("filter.last_day_to", filter.LastDayTo) })
        {
            if (day.Length > 0 && FilingTime.DayOf(day) is null)
            {
                yield return new FieldFault(field, "Isi dengan tanggal, misalnya 2024-10-05, atau kosongkan.");
            }
        }

        if (filter.ContestId.Length > LongestId || filter.ContestId.Contains('\0'))
        {
            yield return new FieldFault("filter.contest_id", "Isi dengan contest_id dari berkas, atau kosongkan.");
        }

        if (filter.Respondent.Length > CaseQuery.LongestSearch || (filter.Respondent.Length > 0 && !NameMarks.Words(filter.Respondent).Any()))
        {
            yield return new FieldFault("filter.respondent", $"Isi dengan kata-kata nama, paling panjang {CaseQuery.LongestSearch} karakter, atau kosongkan.");
        }

        if (filter.Text.Length > CaseQuery.LongestSearch || filter.Text.Contains('\0'))
        {
            yield return new FieldFault("filter.text", $"Isi dengan kata-kata, paling panjang {CaseQuery.LongestSearch} karakter, atau kosongkan.");
        }
    }
}
