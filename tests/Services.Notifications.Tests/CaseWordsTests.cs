using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Tests;

public class CaseWordsTests
{
    private const string Statuses = """
        Received | Diterima | ReportStatusChanged | bawaslu:75.71
        InitialReview | Kajian awal | ReportStatusChanged | bawaslu:75.71
        CompletionRequested | Perlu perbaikan | CompletionRequested | bawaslu:75.71
        Completed | Dilengkapi | ReportStatusChanged | bawaslu:75.71
        Registered | Diregistrasi | ReportRegistered | bawaslu:75.71 bawaslu:75 bawaslu:00
        NotRegistered | Tidak diregistrasi | ReportNotRegistered | bawaslu:75.71 bawaslu:75 bawaslu:00
        PreliminaryInformation | Informasi awal | ReportNotRegistered | bawaslu:75.71
        Withdrawn | Dicabut | ReportStatusChanged | bawaslu:75.71 bawaslu:75 bawaslu:00
        Clarification | Klarifikasi | ReportStatusChanged | bawaslu:75.71
        Study | Kajian | ReportStatusChanged | bawaslu:75.71
        Plenary | Pleno | ReportStatusChanged | bawaslu:75.71
        Violation | Pelanggaran | Decision | bawaslu:75.71 bawaslu:75 bawaslu:00
        NoViolation | Bukan pelanggaran | Decision | bawaslu:75.71 bawaslu:75 bawaslu:00
        Discontinued | Dihentikan | Decision | bawaslu:75.71 bawaslu:75 bawaslu:00
        Referred | Diteruskan ke lembaga lain | ReportStatusChanged | bawaslu:75.71 bawaslu:75 bawaslu:00
        Joined | Digabungkan | ReportStatusChanged | bawaslu:75.71
        Forwarded | Diteruskan | ReportStatusChanged | bawaslu:75.71
        Concluded | Selesai | ReportStatusChanged | bawaslu:75.71 bawaslu:75 bawaslu:00

        """;

    private static readonly DateTimeOffset Midnight = new(2024, 10, 8, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_status_is_told_in_words_to_the_handling_office_and_what_is_accepted_or_over_to_those_above()
    {
        var table = Enum.GetValues<ReportStatus>().Where(status => status != ReportStatus.Unspecified).Select(status =>
            $"{status} | {CaseWords.Status(status)} | {CaseWords.KindOf(status)} | {string.Join(' ', Recipients.OfCase("75.71", CaseWords.IsForOfficesAbove(status)))}\n");

        Assert.Equal(Statuses, string.Concat(table));
    }

    [Fact]
    public void Each_notice_that_tells_a_step_of_a_case_ends_what_climbs_for_it_and_no_other_does() => Assert.Equal(
        Enum.GetValues<ReportStatus>().Select(CaseWords.KindOf).Append(NoticeKind.Invitation).Distinct().Order(),
        Enum.GetValues<NoticeKind>().Where(CaseWords.TellsStep).Order());

    private const string Told = """
        Laporan 7K2M-9QXD-4T0B diregistrasi
        Laporan nomor 7K2M-9QXD-4T0B diregistrasi pada 8 Oktober 2024 pukul 23.30 WITA. Batas waktu penanganan beserta dasar hukumnya tersedia pada berkas laporan. [kantor]
        Laporan 7K2M-9QXD-4T0B tidak diregistrasi
        Laporan nomor 7K2M-9QXD-4T0B tidak diregistrasi berdasarkan keputusan pada 8 Oktober 2024 pukul 23.30 WITA. Alasannya tersedia pada berkas laporan dan dapat dibaca pelapor dengan nomor laporan dan kode akses. [kantor]
        Laporan 7K2M-9QXD-4T0B tidak diregistrasi dan dicatat sebagai informasi awal
        Laporan nomor 7K2M-9QXD-4T0B belum memenuhi syarat dan sejak 8 Oktober 2024 pukul 23.30 WITA dicatat sebagai informasi awal. Laporan tetap tersimpan dan masih dapat dilengkapi. Kekurangannya tersedia pada berkas laporan. [kantor]
        Laporan 7K2M-9QXD-4T0B perlu diperbaiki oleh pelapor
        Permintaan perbaikan laporan nomor 7K2M-9QXD-4T0B dibuat pada 8 Oktober 2024 pukul 23.30 WITA. Pelapor dapat membacanya dengan nomor laporan dan kode akses. Waktu perbaikan berjalan sejak pelapor mengonfirmasi penerimaannya atau sejak kantor yang menangani mencatat penyampaiannya. [kantor]
        Keputusan pleno atas laporan 7K2M-9QXD-4T0B: Pelanggaran
        Rapat pleno memutuskan laporan nomor 7K2M-9QXD-4T0B pada 8 Oktober 2024 pukul 23.30 WITA. Peristiwa yang dilaporkan dinyatakan sebagai pelanggaran. Keputusan selengkapnya tersedia pada berkas laporan. [kantor]
        Keputusan pleno atas laporan 7K2M-9QXD-4T0B: Bukan pelanggaran
        Rapat pleno memutuskan laporan nomor 7K2M-9QXD-4T0B pada 8 Oktober 2024 pukul 23.30 WITA. Peristiwa yang dilaporkan dinyatakan bukan pelanggaran. Keputusan selengkapnya tersedia pada berkas laporan. [kantor]
        Keputusan pleno atas laporan 7K2M-9QXD-4T0B: Dihentikan
        Rapat pleno memutuskan laporan nomor 7K2M-9QXD-4T0B pada 8 Oktober 2024 pukul 23.30 WITA. Penanganan laporan dihentikan. Keputusan selengkapnya tersedia pada berkas laporan. [kantor]
        Status laporan 7K2M-9QXD-4T0B: Kajian awal
        Laporan nomor 7K2M-9QXD-4T0B berstatus Kajian awal sejak 8 Oktober 2024 pukul 23.30 WITA. [kantor]
        Status laporan 7K2M-9QXD-4T0B: belum dikenal
        Laporan nomor 7K2M-9QXD-4T0B berstatus belum dikenal sejak 8 Oktober 2024 pukul 23.30 WITA. [kantor]

        """;

    [Fact]
    public void Every_step_of_a_case_is_told_in_words_of_its_own_with_number_instant_and_office_and_nothing_of_what_was_reported()
    {
        string[] statuses = ["Registered", "NotRegistered", "PreliminaryInformation", "CompletionRequested", "Violation", "NoViolation", "Discontinued", "InitialReview", "OfALaterRelease"];
        var told = statuses.Select(status => NoticeWords.Of(Changed(status))).Select(words => $"{words.Title}\n{words.Body}\n");

        Assert.Equal(Told.Replace("[kantor]", "Kantor yang menangani: Bawaslu Kota Gorontalo. Identitas pelapor dan isi laporan tidak dimuat di sini.", StringComparison.Ordinal), string.Concat(told));
    }

    [Fact]
    public void An_invitation_is_told_with_its_party_and_date_and_names_nobody()
    {
        var invited = new ClarificationInvited
        {
            ReportId = Guid.Empty,
            Version = 6,
            Number = "7K2M9QXD4T0B",
            OfficeCode = "75.71",
            Party = "Respondent",
            HeldOn = new DateOnly(2024, 10, 11),
            InvitedAt = Midnight,
        };

        Assert.Equal(
            ("Undangan klarifikasi untuk laporan 7K2M-9QXD-4T0B",
                "Undangan klarifikasi kepada terlapor untuk laporan nomor 7K2M-9QXD-4T0B dicatat pada 9 Oktober 2024 pukul 00.00 WITA. Tanggal klarifikasi: 11 Oktober 2024. "
                + "Kantor yang menangani: Bawaslu Kota Gorontalo. Nama yang diundang tidak dimuat di sini. Identitas pelapor dan isi laporan tidak dimuat di sini."),
            NoticeWords.Of(invited));
        Assert.Equal(["pelapor", "terlapor", "saksi", "ahli", "pihak yang dimintai keterangan"],
            new[] { "Reporter", "Respondent", "Witness", "Expert", "OfALaterRelease" }.Select(CaseWords.Party));
    }

    [Fact]
    public void A_transfer_is_told_to_the_office_that_is_to_answer_with_who_handles_the_case_until_then_and_where_it_climbs()
    {
        var awaited = new TransferAwaited
        {
            ReportId = Guid.Empty,
            Version = 5,
            Number = "7K2M9QXD4T0B",
            Manner = "HandOver",
            OfficeCode = "75",
            AwaitedOfficeCode = "75.71",
            Unanswered = 0,
            SentAt = Midnight,
            ClimbsAt = Midnight.AddHours(24),
        };

        Assert.Equal(
            ("Pelimpahan laporan 7K2M-9QXD-4T0B menunggu penerimaan",
                "Bawaslu Provinsi Gorontalo melimpahkan laporan nomor 7K2M-9QXD-4T0B kepada Bawaslu Kota Gorontalo pada 9 Oktober 2024 pukul 00.00 WITA. Terima atau kembalikan pelimpahan ini. "
                + "Sampai pelimpahan diterima, laporan tetap ditangani Bawaslu Provinsi Gorontalo dan batas waktunya tetap berjalan. "
                + "Jika belum dijawab sampai 10 Oktober 2024 pukul 00.00 WITA, pemberitahuan ini naik ke kantor di atasnya. Identitas pelapor dan isi laporan tidak dimuat di sini."),
            NoticeWords.Of(awaited));
        var atTop = NoticeWords.Of(awaited with { AwaitedOfficeCode = "00", Unanswered = 1, ClimbsAt = null });
        Assert.Equal("Pelimpahan laporan 7K2M-9QXD-4T0B belum dijawab", atTop.Title);
        Assert.Contains("Karena itu pelimpahan ini naik ke Bawaslu Republik Indonesia.", atTop.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Jika belum dijawab", atTop.Body, StringComparison.Ordinal);
        Assert.Equal("Penerusan laporan 7K2M-9QXD-4T0B kepada lembaga lain belum dijawab", NoticeWords.Of(awaited with { Manner = "Referral", Unanswered = 1 }).Title);
    }

    [Fact]
    public void Erasures_terms_of_data_protection_and_breaches_are_told_without_anything_of_people()
    {
        var reached = new DataDeadlineReached { ClockId = Guid.Empty, Version = 1, Subject = "SubjectRequest", OfficeCode = "75.71", EndsAt = Midnight, LeadHours = 24 };

        Assert.Equal(
            ("Laporan 7K2M-9QXD-4T0B dimusnahkan",
                "Isi, identitas, dan bukti laporan nomor 7K2M-9QXD-4T0B dimusnahkan pada 9 Oktober 2024 pukul 00.00 WITA. Nomor, status, dan tanggalnya tetap tersimpan. Dasar pemusnahan tersedia pada daftar pemusnahan."),
            NoticeWords.Of(new ReportErased { ReportId = Guid.Empty, Version = 3, Number = "7K2M9QXD4T0B", OfficeCode = "75.71", ErasedAt = Midnight }));
        Assert.Equal(
            ("Batas waktu mendekat: jawaban atas permintaan pemilik data",
                "Batas waktu jawaban atas permintaan pemilik data berakhir pada 8 Oktober 2024 pukul 23.59 WITA. Kantor yang bertanggung jawab: Bawaslu Kota Gorontalo. Data orang yang bersangkutan tidak dimuat di sini."),
            NoticeWords.Of(reached));
        Assert.StartsWith("Batas waktu terlewati: pemberitahuan kegagalan pelindungan data kepada lembaga", NoticeWords.Of(reached with { Subject = "BreachToAuthority", LeadHours = 0 }).Title, StringComparison.Ordinal);
        Assert.Equal(
            ("Kegagalan pelindungan data pribadi",
                "Kegagalan pelindungan data pribadi diketahui pada 9 Oktober 2024 pukul 00.00 WITA. Pemilik data dan lembaga pelindungan data pribadi wajib diberi tahu secara tertulis sebelum 12 Oktober 2024 pukul 00.00 WITA. "
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
                "Batas waktu penanganan untuk laporan nomor 7K2M-9QXD-4T0B berakhir pada 8 Oktober 2024 pukul 23.59 WITA. Kantor yang menangani: Bawaslu Kota Gorontalo. "
                + "Perhitungan dan dasar hukumnya tersedia pada berkas laporan."),
            NoticeWords.Of(approached));
        Assert.Equal(
            ("Batas waktu terlewati: perbaikan oleh pelapor",
                "Batas waktu perbaikan oleh pelapor untuk laporan nomor 7K2M-9QXD-4T0B telah terlewati pada 9 Oktober 2024 pukul 01.00 WIT. Kantor yang menangani: Bawaslu Kota Ambon. "
                + "Perhitungan dan dasar hukumnya tersedia pada berkas laporan."),
            NoticeWords.Of(passed));
    }

    [Theory]
    [InlineData("InitialReview", "kajian awal")]
    [InlineData("Finding", "penetapan temuan")]
    [InlineData("PhysicalHandover", "penyerahan dokumen fisik")]
    [InlineData("PreliminaryInformation", "penelusuran informasi awal")]
    [InlineData("SomethingLater", "penyelesaian")]
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
