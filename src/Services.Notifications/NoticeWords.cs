using System.Globalization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Notifications;

/// <summary>What notices say, in Indonesian. Pure. Never a reporter, nor the content of a report.</summary>
internal static class NoticeWords
{
    private static readonly string[] Months =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    internal static (string Title, string Body) Of(DeclarationHeld held, Region? region)
    {
        var place = region?.FullName ?? "wilayah yang belum dikenal";
        var time = held.StartsAt is { } startsAt ? $" pukul {startsAt.ToString("HH.mm", CultureInfo.InvariantCulture)} {held.TimeZone}" : "";
        var session = held.ParentDeclarationId is null ? "" : " Kegiatan ini adalah sesi dari deklarasi serentak.";
        return ($"Deklarasi netralitas: {place}", $"{held.Title}. Wilayah: {place}. Tanggal: {Date(held.HeldOn)}{time}.{session}");
    }

    internal static (string Title, string Body) Of(ReportReceived received, Region? region)
    {
        var zone = region?.TimeZone ?? IndonesianTimeZone.Wib;
        var local = received.ReceivedAt.ToOffset(zone.Offset());
        var place = region?.FullName ?? "belum diketahui";
        return ($"Laporan masuk: {place}",
            $"Laporan nomor {string.Join('-', received.Number.Chunk(4).Select(c => new string(c)))} diterima {Date(zone.LocalDate(received.ReceivedAt))} "
            + $"pukul {local.ToString("HH.mm", CultureInfo.InvariantCulture)} {zone.Abbreviation()}. Wilayah kejadian: {place}. Identitas pelapor dan isi laporan tidak dimuat di sini.");
    }

    private static string Date(DateOnly date) => $"{date.Day} {Months[date.Month - 1]} {date.Year}";
}
