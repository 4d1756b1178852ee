using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Reading;

/// <summary>Every "no" that lists and counts say. Reasons are listed in docs/errors.md.</summary>
internal static class ReadingRefusals
{
    internal static RefusalException FilterInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "FILTER_INVALID", "Saringan daftar belum benar. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException PageTokenOfOtherList() =>
        new(StatusCode.InvalidArgument, "PAGE_TOKEN_OF_OTHER_LIST", "Tanda halaman ini milik daftar dengan saringan, urutan, atau kantor lain. Mulai lagi dari halaman pertama.",
            new FieldFault("page_token", "Kosongkan, atau kirim saringan dan urutan yang sama dengan halaman sebelumnya."));

    internal static RefusalException StatisticsInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "STATISTICS_INVALID", "Permintaan statistik belum benar. Perbaiki setiap isian yang disebut.", faults);
}
