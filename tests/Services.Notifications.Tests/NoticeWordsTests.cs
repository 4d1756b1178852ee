using System.Globalization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Notifications.Tests;

public class NoticeWordsTests
{
    [Fact]
    public void A_declaration_is_told_with_its_title_place_date_and_hour()
    {
        var held = Held() with { StartsAt = new TimeOnly(9, 5) };

        Assert.Equal(
            ("Deklarasi netralitas: Kota Gorontalo", "Ikrar netralitas ASN. Wilayah: Kota Gorontalo. Tanggal: 1 September 2024 pukul 09.05 WITA."),
            NoticeWords.Of(held, Recipients.RegionOf(held.RegionCode)));
    }

    [Fact]
    public void Without_an_hour_none_is_told_and_a_session_says_that_it_is_one()
    {
        var held = Held() with { ParentDeclarationId = Guid.Empty };

        Assert.Equal(
            "Ikrar netralitas ASN. Wilayah: Kota Gorontalo. Tanggal: 1 September 2024. Kegiatan ini adalah sesi dari deklarasi serentak.",
            NoticeWords.Of(held, Recipients.RegionOf(held.RegionCode)).Body);
    }

    [Fact]
    public void Invitations_are_told_by_their_number_and_their_end_and_nobody_is_named()
    {
        var issued = new PledgeInvitationsIssued
        {
            BatchId = Guid.Empty,
            Version = 1,
            DeclarationId = Guid.Empty,
            RegionCode = "75.71",
            Invitations = 34,
            IssuedAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = DateTimeOffset.Parse("2024-09-30T16:00:00Z", CultureInfo.InvariantCulture),
        };

        Assert.Equal(
            ("Undangan ikrar: 34 undangan untuk dibagikan",
                "Penyelenggara membuat 34 undangan pribadi untuk menandatangani deklarasi netralitas di Kota Gorontalo. Undangan berlaku sampai 1 Oktober 2024 pukul 00.00 WITA. "
                + "Bagikan setiap undangan hanya kepada orang yang tercantum padanya. Nama dan kodenya tidak dimuat di sini."),
            NoticeWords.Of(issued, Recipients.RegionOf(issued.RegionCode)));
    }

    [Fact]
    public void Pledges_and_duties_are_told_with_counts_and_places_and_nobodys_name()
    {
        var reached = new CoverageMilestoneReached
        {
            CoverageId = Guid.Empty,
            Version = 75,
            PledgeTextId = Guid.Empty,
            TextTitle = "Ikrar netralitas ASN",
            RegionCode = "75.71",
            Unit = "Dinas Pendidikan",
            Expected = 40,
            Pledged = 31,
            ReachedAt = default,
        };
        var due = new PledgeReminderDue
        {
            ReminderId = Guid.Empty,
            Version = 1,
            DeclarationId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"),
            TextTitle = "Ikrar netralitas ASN",
            RegionCode = "75.71",
            Expected = 40,
            Pledged = 31,
            RemindedAt = default,
        };
        var overdue = new PreventionDutyOverdue
        {
            DutyId = Guid.Empty,
            Version = 1,
            Office = "ppk:81.71",
            OfficeText = "Pejabat Pembina Kepegawaian Kota Ambon",
            RegionCode = "81.71",
            LastHeldOn = new DateOnly(2024, 5, 14),
            DueOn = new DateOnly(2024, 8, 12),
            SeenAt = default,
        };

        Assert.Equal(
            ("Capaian ikrar 75 persen: Dinas Pendidikan, Kota Gorontalo",
                "31 dari 40 pegawai yang tercatat pada daftar pegawai Dinas Pendidikan, Kota Gorontalo telah menyatakan \"Ikrar netralitas ASN\". Yang belum berikrar dapat dilihat pada daftar cakupan di Netralitas."),
            NoticeWords.Of(reached));
        Assert.Equal("Capaian ikrar 100 persen: Kota Gorontalo", NoticeWords.Of(reached with { Version = 100, Unit = null }).Title);
        Assert.Equal("Pengingat ikrar netralitas: 9 pegawai belum berikrar", NoticeWords.Of(due).Title);
        Assert.Equal(
            "Di Kota Gorontalo, 9 dari 40 pegawai yang tercatat pada daftar pegawai belum menyatakan \"Ikrar netralitas ASN\". Siapa saja yang belum berikrar dapat dilihat oleh penyelenggara deklarasi "
            + "pada daftar cakupan di Netralitas. Nama pegawai tidak dimuat di sini.",
            NoticeWords.Of(due).Body);
        Assert.Equal("Kewajiban sosialisasi netralitas terlewati: Pejabat Pembina Kepegawaian Kota Ambon", NoticeWords.Of(overdue).Title);
        Assert.Contains("Kegiatan terakhir yang tercatat: 14 Mei 2024. Kegiatan berikutnya seharusnya sudah diadakan paling lambat 12 Agustus 2024.", NoticeWords.Of(overdue).Body, StringComparison.Ordinal);
        Assert.Contains("Belum ada kegiatan yang tercatat. Kegiatan pertama seharusnya sudah diadakan", NoticeWords.Of(overdue with { LastHeldOn = null }).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_this_release_does_not_know_is_called_so()
    {
        Assert.Equal(
            ("Deklarasi netralitas: wilayah yang belum dikenal", "Ikrar netralitas ASN. Wilayah: wilayah yang belum dikenal. Tanggal: 1 September 2024."),
            NoticeWords.Of(Held(), null));
    }

    [Theory]
    [InlineData("12.17", "2024-11-27T16:59:00Z", "Laporan masuk: Kabupaten Samosir", "27 November 2024 pukul 23.59 WIB. Wilayah kejadian: Kabupaten Samosir")]
    [InlineData("12.17", "2024-11-27T17:00:00Z", "Laporan masuk: Kabupaten Samosir", "28 November 2024 pukul 00.00 WIB. Wilayah kejadian: Kabupaten Samosir")]
    [InlineData("75.71", "2024-12-31T16:00:00Z", "Laporan masuk: Kota Gorontalo", "1 Januari 2025 pukul 00.00 WITA. Wilayah kejadian: Kota Gorontalo")]
    [InlineData("81.71", "2024-02-28T15:30:59Z", "Laporan masuk: Kota Ambon", "29 Februari 2024 pukul 00.30 WIT. Wilayah kejadian: Kota Ambon")]
    [InlineData("00", "2024-08-16T18:00:00Z", "Laporan masuk: Republik Indonesia", "17 Agustus 2024 pukul 01.00 WIB. Wilayah kejadian: Republik Indonesia")]
    [InlineData(null, "2024-08-16T18:00:00Z", "Laporan masuk: belum diketahui", "17 Agustus 2024 pukul 01.00 WIB. Wilayah kejadian: belum diketahui")]
    public void A_report_is_told_with_its_number_and_the_local_instant_and_nothing_of_what_it_says(string? region, string receivedAt, string title, string told)
    {
        var received = new ReportReceived
        {
            ReportId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"),
            Version = 1,
            Number = "7K2M9QXD4T0B",
            RegionCode = region,
            ReceivedAt = DateTimeOffset.Parse(receivedAt, CultureInfo.InvariantCulture),
        };

        Assert.Equal(
            (title, $"Laporan nomor 7K2M-9QXD-4T0B diterima pada {told}. Identitas pelapor dan isi laporan tidak dimuat di sini."),
            NoticeWords.Of(received, Recipients.RegionOf(region)));
    }

    [Fact]
    public void Every_month_has_its_Indonesian_name()
    {
        var months = Enumerable.Range(1, 12).Select(month => NoticeWords.Of(Held() with { HeldOn = new DateOnly(2024, month, 1) }, null).Body.Split(' ')[^2]);

        Assert.Equal("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember", string.Join(' ', months));
    }

    private static DeclarationHeld Held() => new()
    {
        DeclarationId = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"),
        Version = 1,
        RegionCode = "75.71",
        Title = "Ikrar netralitas ASN",
        HeldOn = new DateOnly(2024, 9, 1),
        TimeZone = "WITA",
        RecordedAt = DateTimeOffset.UnixEpoch,
    };
}
