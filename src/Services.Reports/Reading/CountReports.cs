using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Reading;

internal sealed partial class WorkListEndpoint
{
    private const int LongestContest = 100;

    /// <summary>Whole counts of the caller's office and those below. Reads only.</summary>
    /// <exception cref="RefusalException">STATISTICS_INVALID with all faults.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<CountReportsResponse> CountReports(CountReportsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var scope = OfficeScope.Of(request.OfficeCode, Caller.Of(context));
        var faults = FaultsOf(request, scope).ToList();
        if (faults.Count > 0)
        {
            throw ReadingRefusals.StatisticsInvalid(faults);
        }

        var counts = await tallies.CountAsync(request, scope!, cancel);
        var total = request.Dimension == CountDimension.Category ? await tallies.TotalAsync(request, scope!, cancel) : counts.Sum(each => each.Count);
        var sorted = counts.OrderByDescending(each => each.Count).ThenBy(each => each.Key, StringComparer.Ordinal);
        return new CountReportsResponse { Counts = { await CountNames.NamedAsync(db, book, request.Dimension, sorted, cancel) }, Total = total };
    }

    private static IEnumerable<FieldFault> FaultsOf(CountReportsRequest request, OfficeScope? scope)
    {
        if (CountNames.DimensionFault(request.Dimension) is { } dimension)
        {
            yield return dimension;
        }

        if (scope is null)
        {
            yield return OfficeScope.Fault("office_code");
        }

        if (request.ContestId.Length > LongestContest || request.ContestId.Contains('\0'))
        {
            yield return new FieldFault("contest_id", "Isi dengan contest_id dari berkas, atau kosongkan.");
        }

        if (request.Statuses.Any(status => status == ReportStatus.Unspecified || !Enum.IsDefined(status)))
        {
            yield return new FieldFault("statuses", "Pilih status yang ada, atau kosongkan.");
        }

        if (request.Kinds.Any(kind => kind == ReportKind.Unspecified || !Enum.IsDefined(kind)))
        {
            yield return new FieldFault("kinds", "Pilih jenis yang ada, atau kosongkan.");
        }
    }
}
