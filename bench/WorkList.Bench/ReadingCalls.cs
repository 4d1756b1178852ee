using System.Diagnostics;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests;

namespace Netralitas.WorkList.Bench;

/// <summary>What a list's first and hundredth page cost.</summary>
/// <param name="Name">What was asked, and by whom.</param>
/// <param name="First">Times of the first page, the shortest first.</param>
/// <param name="Hundredth">Those of the hundredth; of the last, when there are fewer.</param>
/// <param name="Pages">Which page that was.</param>
internal sealed record ListTimes(string Name, IReadOnlyList<TimeSpan> First, IReadOnlyList<TimeSpan> Hundredth, int Pages);

/// <summary>Officers who read lists, one call after the other; every failure ends the run.</summary>
internal sealed class ReadingCalls(WorkListService.WorkListServiceClient lists)
{
    private const int PageSize = 50, FarPage = 100, Calls = 200;

    /// <summary>Callers of a service that has compiled what lists run through. What it read is another office's, and a search of its that finds nothing.</summary>
    internal static async Task<ReadingCalls> WarmAsync(WorkListService.WorkListServiceClient lists)
    {
        for (var i = 0; i < 30; i++)
        {
            await lists.ListCasesAsync(new ListCasesRequest { PageSize = PageSize }, TestIssuer.As("bawaslu:94"));
            await lists.ListCasesAsync(new ListCasesRequest { Filter = new CaseFilter { Respondent = "tidak ada", Text = "tidak ada" }, PageSize = PageSize }, TestIssuer.As("bawaslu:94"));
        }

        return new ReadingCalls(lists);
    }

    /// <summary>Reads one list.</summary>
    internal async Task<ListTimes> ReadAsync(string name, string office, CaseFilter filter, CaseOrder order)
    {
        var request = new ListCasesRequest { Filter = filter, Order = order, PageSize = PageSize };
        var first = await TimesAsync(office, request);
        var page = 1;
        for (; page < FarPage; page++)
        {
            var next = (await lists.ListCasesAsync(request, TestIssuer.As(office))).NextPageToken;
            if (next.Length == 0)
            {
                break;
            }

            request.PageToken = next;
        }

        return new ListTimes(name, first, page == 1 ? first : await TimesAsync(office, request), page);
    }

    /// <summary>Counts the statuses of an office.</summary>
    internal async Task<ListTimes> CountAsync(string name, string office)
    {
        var times = await TimesAsync(metadata => lists.CountCasesAsync(new CountCasesRequest(), metadata).ResponseAsync, office);
        return new ListTimes(name, times, times, 1);
    }

    /// <summary>Exports everything.</summary>
    /// <returns>Rows with their heading, bytes, and how long it took.</returns>
    internal async Task<(long Lines, long Bytes, TimeSpan Took)> ExportAsync()
    {
        var (from, lines, bytes) = (Stopwatch.GetTimestamp(), 0L, 0L);
        using var call = lists.ExportCases(new ExportCasesRequest { Filter = new CaseFilter(), Format = CaseExportFormat.Csv }, TestIssuer.As("bawaslu:00"));
        while (await call.ResponseStream.MoveNext(default))
        {
            var piece = call.ResponseStream.Current.Data.Span;
            (lines, bytes) = (lines + piece.Count((byte)'\n'), bytes + piece.Length);
        }

        return (lines, bytes, Stopwatch.GetElapsedTime(from));
    }

    private Task<IReadOnlyList<TimeSpan>> TimesAsync(string office, ListCasesRequest request) => TimesAsync(metadata => lists.ListCasesAsync(request, metadata).ResponseAsync, office);

    private static async Task<IReadOnlyList<TimeSpan>> TimesAsync<T>(Func<Grpc.Core.Metadata, Task<T>> call, string office)
    {
        var token = TestIssuer.As(office);
        var times = new List<TimeSpan>(Calls);
        for (var i = 0; i < Calls; i++)
        {
            var from = Stopwatch.GetTimestamp();
            await call(token);
            times.Add(Stopwatch.GetElapsedTime(from));
        }

        return [.. times.Order()];
    }
}
