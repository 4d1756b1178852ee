using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Contests;
using Netralitas.Elections.Violations;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Law;

internal sealed partial class LawEndpoint
{
    private const int LongestWord = 100;

    /// <summary>The catalogue of violations [LAW-VIO-01, LAW-VIO-02, LAW-VIO-03, LAW-VIO-04, LAW-VIO-05]. Reads only; which row an act is, an examiner decides.</summary>
    /// <exception cref="RefusalException">LAW_FILTER_INVALID with all faults.</exception>
    [AllowAnonymous]
    public override Task<ListViolationTypesResponse> ListViolationTypes(ListViolationTypesRequest request, ServerCallContext context)
    {
        var (day, word) = (FilingTime.DayOf(request.HappenedOn), request.Word.Trim());
        var family = Enum.GetValues<ContestFamily>().Where(each => each.ToString() == request.Family).Select(each => (ContestFamily?)each).FirstOrDefault();
        var faults = new List<FieldFault>();
        if (day is null && request.HappenedOn.Length > 0)
        {
            faults.Add(new FieldFault("happened_on", "Isi dengan tanggal perbuatan, misalnya 2024-10-05, atau kosongkan."));
        }

        if (family is null && request.Family.Length > 0)
        {
            faults.Add(new FieldFault("family", $"Isi dengan {string.Join(" atau ", Enum.GetNames<ContestFamily>())}, atau kosongkan."));
        }

        if (word.Length > LongestWord)
        {
            faults.Add(new FieldFault("word", $"Paling panjang {LongestWord} karakter."));
        }

        if (faults.Count > 0)
        {
            throw LawRefusals.LawFilterInvalid(faults);
        }

        var rows = (word.Length > 0 ? ViolationCatalogue.Published.Meaning(word) : ViolationCatalogue.Published.All)
            .Where(row => (day is not { } on || row.IsValidOn(on)) && (family is null || row.Family is null || row.Family == family));
        return Task.FromResult(new ListViolationTypesResponse
        {
            ViolationTypes = { rows.OrderBy(row => row.Code, StringComparer.Ordinal).ThenBy(row => row.ValidFrom ?? DateOnly.MinValue).Select(Listed) },
        });
    }

    private static ListedViolationType Listed(Violation row) => new()
    {
        Code = row.Code,
        Class = row.Class.ToString(),
        Track = row.Track.ToString(),
        Phase = row.Phase.ToString(),
        Family = row.Family?.ToString() ?? "",
        Name = row.Name,
        Level = row.Level.ToString(),
        DisputedLevel = row.DisputedLevel?.ToString() ?? "",
        Sanction = row.Sanction,
        Synonyms = { row.Synonyms },
        ValidFrom = row.ValidFrom is { } from ? Date(from) : "",
        ValidTo = row.ValidTo is { } to ? Date(to) : "",
        Citation = Cited(row.Citation),
    };
}
