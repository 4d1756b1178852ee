using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Violations;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Storage;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Reading;

/// <summary>What is counted apart, and how it is called.</summary>
internal static class CountNames
{
    /// <summary>What is wrong with a dimension; null when nothing is.</summary>
    internal static FieldFault? DimensionFault(CountDimension dimension) =>
        dimension == CountDimension.Unspecified || !Enum.IsDefined(dimension) ? new FieldFault("dimension", "Pilih pengelompokan.") : null;

    /// <summary>Counts with their names in Indonesian.</summary>
    internal static async Task<IReadOnlyList<ReportCount>> NamedAsync(ReportsDb db, LawBook book, CountDimension dimension, IEnumerable<CountedKey> counts, CancellationToken cancel)
    {
        var contests = dimension == CountDimension.Contest ? (await book.ReadAsync(db, cancel)).Schedule.Contests.ToDictionary(contest => contest.Id, contest => contest.Name) : [];
        return [.. counts.Select(each => new ReportCount { Key = each.Key, Name = NameOf(dimension, each.Key, contests), Count = each.Count })];
    }

    private static string NameOf(CountDimension dimension, string key, Dictionary<string, string> contests) => dimension switch
    {
        CountDimension.Region => TransferNews.OfficeName(key),
        CountDimension.Category => ViolationCatalogue.Published.All.LastOrDefault(row => row.Code == key)?.Name ?? key,
        CountDimension.Status => ReportStatuses.Words(Enum.Parse<ReportStatus>(key)).Text,
        CountDimension.Contest => key.Length == 0 ? "Pemilihan belum ditetapkan" : contests.GetValueOrDefault(key, key),
        CountDimension.Year => string.Create(CultureInfo.InvariantCulture, $"Tahun {key}"),
        CountDimension.Kind => ReportKinds.Words(Enum.Parse<ReportKind>(key)),
        CountDimension.Channel => ReportChannels.Words(key),
        CountDimension.Unspecified => throw new InvalidOperationException("A count is of something."),
    };
}
