using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;

namespace Netralitas.Services.Reports.Tests.Reading;

/// <summary>A list, read page by page to its end.</summary>
internal static class ListedCases
{
    /// <summary>All that fits.</summary>
    /// <param name="replica">Whom to ask.</param>
    /// <param name="filter">What fits.</param>
    /// <param name="order">In which order.</param>
    /// <param name="office">Who asks.</param>
    /// <param name="pageSize">Cases on a page.</param>
    internal static async Task<List<ListedCase>> AllAsync(ReportsProcess replica, CaseFilter filter, CaseOrder order, string office, int pageSize)
    {
        var found = new List<ListedCase>();
        var request = new ListCasesRequest { Filter = filter, Order = order, PageSize = pageSize };
        do
        {
            var page = await replica.WorkList.ListCasesAsync(request, TestIssuer.As(office));
            found.AddRange(page.Cases);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return found;
    }

    /// <summary>One status as a filter has it, or none.</summary>
    internal static IEnumerable<ReportStatus> Only(ReportStatus? status) => status is { } only ? [only] : [];
}
