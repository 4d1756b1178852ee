using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Violations;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Storage;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Reading;

/// <summary>Counts and decisions. One file for each RPC.</summary>
internal sealed partial class StatisticsEndpoint(ReportsDb db, Tallies tallies, LawBook book) : StatisticsService.StatisticsServiceBase
{
    private static readonly OfficeScope Everywhere = new(RegionCode.National);

    private static FieldFault? DimensionFault(CountDimension dimension) =>
        dimension == CountDimension.Unspecified || !Enum.IsDefined(dimension) ? new FieldFault("dimension", "Pilih pengelompokan.") : null;

    private async Task<IReadOnlyList<ReportCount>> NamedAsync(CountDimension dimension, IEnumerable<CountedKey> counts, CancellationToken cancel)
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
        CountDimension.Unspecified => throw new InvalidOperationException("A count is of something."),
    };
}
