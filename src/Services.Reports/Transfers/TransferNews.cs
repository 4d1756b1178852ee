using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Transfers;

/// <summary>What the people of a report are told of its changing hands. Pure.</summary>
internal static class TransferNews
{
    /// <summary>An office as people call it, for example "Bawaslu Kota Gorontalo".</summary>
    /// <param name="officeCode">Kemendagri code of its region.</param>
    internal static string OfficeName(string officeCode) =>
        RegionCode.TryParse(officeCode, out var code) && code != RegionCode.National && RegionDirectory.Find(code) is { } region ? $"Bawaslu {region.FullName}" : "Bawaslu Republik Indonesia";

    /// <summary>The last transfer in one sentence; empty when there was none, or it was returned or cancelled.</summary>
    internal static string Sentence(IReadOnlyList<Transfer> transfers) => transfers.Count > 0 ? SentenceOf(transfers[^1]) : "";

    private static string SentenceOf(Transfer last) => last.Status switch
    {
        TransferStatus.Pending => $"{Happening(last)}, dan menunggu penerimaan.",
        TransferStatus.Acknowledged when last.Kind == TransferKind.TakeOver => $"{Happening(last)}.",
        TransferStatus.Acknowledged => $"{Happening(last)}, dan sudah diterima.",
        TransferStatus.Returned or TransferStatus.Cancelled => "",
        TransferStatus.Unspecified => throw new InvalidOperationException("A transfer has a status."),
    };

    private static string Happening(Transfer last)
    {
        var on = IndonesianDates.Date(RegionDirectory.TimeZoneOf(RegionCode.Parse(last.FromOffice)).LocalDate(last.SentAt));
        return last.Kind switch
        {
            TransferKind.HandOver => $"Laporan dilimpahkan dari {OfficeName(last.FromOffice)} kepada {OfficeName(last.ToOffice!)} pada {on}",
            TransferKind.TakeOver => $"Penanganan laporan diambil alih oleh {OfficeName(last.ToOffice!)} dari {OfficeName(last.FromOffice)} pada {on}",
            TransferKind.Referral => $"Laporan diteruskan oleh {OfficeName(last.FromOffice)} kepada {last.Body} pada {on}",
            TransferKind.Unspecified => throw new InvalidOperationException("A transfer has a kind."),
        };
    }
}
