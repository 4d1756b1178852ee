using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Notifications;

/// <summary>What notices say, in Indonesian. Pure. Never a reporter, nor the content of a report.</summary>
internal static class NoticeWords
{
    internal static (string Title, string Body) Of(DeclarationHeld held, Region? region)
    {
        var place = region?.FullName ?? "wilayah yang belum dikenal";
        var time = held.StartsAt is { } startsAt ? $" pukul {IndonesianDates.Time(startsAt)} {held.TimeZone}" : "";
        var session = held.ParentDeclarationId is null ? "" : " Kegiatan ini adalah sesi dari deklarasi serentak.";
        return ($"Deklarasi netralitas: {place}", $"{held.Title}. Wilayah: {place}. Tanggal: {IndonesianDates.Date(held.HeldOn)}{time}.{session}");
    }

    internal static (string Title, string Body) Of(ReportReceived received, Region? region)
    {
        var zone = region?.TimeZone ?? IndonesianTimeZone.Wib;
        var time = IndonesianDates.Time(TimeOnly.FromDateTime(received.ReceivedAt.ToOffset(zone.Offset()).DateTime));
        var place = region?.FullName ?? "belum diketahui";
        return ($"Laporan masuk: {place}",
            $"Laporan nomor {string.Join('-', received.Number.Chunk(4).Select(c => new string(c)))} diterima {IndonesianDates.Date(zone.LocalDate(received.ReceivedAt))} "
            + $"pukul {time} {zone.Abbreviation()}. Wilayah kejadian: {place}. Identitas pelapor dan isi laporan tidak dimuat di sini.");
    }
}
