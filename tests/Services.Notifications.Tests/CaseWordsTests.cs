using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Tests;

public class CaseWordsTests
{
    private const string Statuses = """
        Received | Diterima | bawaslu:75.71
        InitialReview | Kajian awal | bawaslu:75.71
        CompletionRequested | Perlu perbaikan | bawaslu:75.71
        Completed | Dilengkapi | bawaslu:75.71
        Registered | Diregistrasi | bawaslu:75.71 bawaslu:75 bawaslu:00
        NotRegistered | Tidak diregistrasi | bawaslu:75.71 bawaslu:75 bawaslu:00
        PreliminaryInformation | Informasi awal | bawaslu:75.71
        Withdrawn | Dicabut | bawaslu:75.71 bawaslu:75 bawaslu:00
        Clarification | Klarifikasi | bawaslu:75.71
        Study | Kajian | bawaslu:75.71
        Plenary | Pleno | bawaslu:75.71
        Violation | Pelanggaran | bawaslu:75.71 bawaslu:75 bawaslu:00
        NoViolation | Bukan pelanggaran | bawaslu:75.71 bawaslu:75 bawaslu:00
        Discontinued | Dihentikan | bawaslu:75.71 bawaslu:75 bawaslu:00
        Referred | Diteruskan ke lembaga lain | bawaslu:75.71 bawaslu:75 bawaslu:00
        Joined | Digabungkan | bawaslu:75.71
        Forwarded | Diteruskan | bawaslu:75.71
        Concluded | Selesai | bawaslu:75.71 bawaslu:75 bawaslu:00

        """;

    private static readonly DateTimeOffset Midnight = new(2024, 10, 8, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_status_is_told_in_words_to_the_handling_office_and_what_is_accepted_or_over_to_those_above()
    {
        var table = Enum.GetValues<ReportStatus>().Where(status => status != ReportStatus.Unspecified).Select(status =>
            $"{status} | {CaseWords.Status(status)} | {string.Join(' ', Recipients.OfCase("75.71", CaseWords.IsForOfficesAbove(status)))}\n");

        Assert.Equal(Statuses, string.Concat(table));
    }

    [Fact]
    public void A_status_is_told_with_number_instant_and_office_and_nothing_of_what_was_reported() => Assert.Equal(
        ("Status laporan: Diregistrasi",
            "Laporan nomor 7K2M-9QXD-4T0B berstatus Diregistrasi sejak 8 Oktober 2024 pukul 23.30 WITA. Kantor yang menangani: Bawaslu Kota Gorontalo. "
            + "Identitas pelapor dan isi laporan tidak dimuat di sini."),
        NoticeWords.Of(Changed("Registered")));

    [Fact]
    public void A_status_of_a_later_release_is_told_all_the_same() =>
        Assert.StartsWith("Laporan nomor 7K2M-9QXD-4T0B berstatus belum dikenal sejak", NoticeWords.Of(Changed("OfALaterRelease")).Body, StringComparison.Ordinal);

    [Fact]
    public void Erasures_terms_of_data_protection_and_breaches_are_told_without_anything_of_people()
    {
        var reached = new DataDeadlineReached { ClockId = Guid.Empty, Version = 1, Subject = "SubjectRequest", OfficeCode = "75.71", EndsAt = Midnight, LeadHours = 24 };

        Assert.Equal(
            ("Laporan dimusnahkan",
                "Isi, identitas, dan bukti laporan nomor 7K2M-9QXD-4T0B dimusnahkan 9 Oktober 2024 pukul 00.00 WITA. Nomor, status, dan tanggalnya tetap tersimpan. Dasar pemusnahan tersedia pada daftar pemusnahan."),
            NoticeWords.Of(new ReportErased { ReportId = Guid.Empty, Version = 3, Number = "7K2M9QXD4T0B", OfficeCode = "75.71", ErasedAt = Midnight }));
        Assert.Equal(
            ("Batas waktu mendekat: jawaban atas permintaan pemilik data",
                "Batas jawaban atas permintaan pemilik data berakhir 8 Oktober 2024 pukul 23.59 WITA. Kantor yang bertanggung jawab: Bawaslu Kota Gorontalo. Data orang yang bersangkutan tidak dimuat di sini."),
            NoticeWords.Of(reached));
        Assert.StartsWith("Batas waktu terlewati: pemberitahuan kegagalan pelindungan data kepada lembaga", NoticeWords.Of(reached with { Subject = "BreachToAuthority", LeadHours = 0 }).Title, StringComparison.Ordinal);
        Assert.Equal(
            ("Kegagalan pelindungan data pribadi",
                "Kegagalan pelindungan data pribadi diketahui 9 Oktober 2024 pukul 00.00 WITA. Pemilik data dan lembaga harus diberi tahu sebelum 12 Oktober 2024 pukul 00.00 WITA. "
                + "Jangan menyebarkan data yang bersangkutan, dan ikuti arahan Bawaslu RI."),
            NoticeWords.Of(new PersonalDataBreached { BreachId = Guid.Empty, Version = 1, RegionCode = "75.71", KnownAt = Midnight, EndsAt = Midnight.AddHours(72) }));
    }

    [Fact]
    public void A_term_is_told_with_its_last_minute_by_the_clock_of_the_office()
    {
        var approached = new CaseDeadlineApproached
        {
            ReportId = Guid.Empty,
            Version = 1,
            Number = "7K2M9QXD4T0B",
            Subject = "Handling",
            OfficeCode = "75.71",
            EndsAt = Midnight,
            LeadHours = 24,
        };
        var passed = new CaseDeadlinePassed { ReportId = Guid.Empty, Version = 2, Number = "7K2M9QXD4T0B", Subject = "Completion", OfficeCode = "81.71", EndsAt = Midnight };

        Assert.Equal(
            ("Batas waktu mendekat: penanganan",
                "Batas penanganan untuk laporan nomor 7K2M-9QXD-4T0B berakhir 8 Oktober 2024 pukul 23.59 WITA. Kantor yang menangani: Bawaslu Kota Gorontalo. "
                + "Perhitungan dan dasar hukumnya tersedia pada berkas laporan."),
            NoticeWords.Of(approached));
        Assert.Equal(
            ("Batas waktu terlewati: perbaikan oleh pelapor",
                "Batas perbaikan oleh pelapor untuk laporan nomor 7K2M-9QXD-4T0B sudah lewat: 9 Oktober 2024 pukul 01.00 WIT. Kantor yang menangani: Bawaslu Kota Ambon. "
                + "Perhitungan dan dasar hukumnya tersedia pada berkas laporan."),
            NoticeWords.Of(passed));
    }

    [Theory]
    [InlineData("InitialReview", "kajian awal")]
    [InlineData("Finding", "penetapan temuan")]
    [InlineData("PhysicalHandover", "penyerahan dokumen fisik")]
    [InlineData("PreliminaryInformation", "penelusuran informasi awal")]
    [InlineData("SomethingLater", "waktu")]
    public void Every_term_has_a_name_and_one_of_a_later_release_is_a_term_like_any_other(string subject, string words) => Assert.Equal(words, CaseWords.Subject(subject));

    [Fact]
    public void Of_an_office_that_is_not_known_the_centre_is_told() => Assert.Equal([Office.CentralBawaslu], Recipients.OfCase("99.99", andAbove: false));

    private static ReportStatusChanged Changed(string status) => new()
    {
        ReportId = Guid.Empty,
        Version = 4,
        Number = "7K2M9QXD4T0B",
        Status = status,
        OfficeCode = "75.71",
        RegionCode = "75.71.05",
        ChangedAt = Midnight.AddMinutes(-30),
    };
}
