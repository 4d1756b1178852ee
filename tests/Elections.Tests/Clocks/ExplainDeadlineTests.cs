using System.Globalization;
using Netralitas.Elections.Calendars;
using Netralitas.Elections.Clocks;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests.Clocks;

public class ExplainDeadlineTests
{
    private const string Sentences = """
        pilkada-handling | 75.71 | start 2024-12-02 09:00 -> Batas penanganan laporan ini Kamis, 5 Desember 2024 pukul 23.59 WITA: 3 hari kalender sejak diregistrasi Senin, 2 Desember 2024 (UU 1/2015 Pasal 134 ayat (5)).
        pilkada-handling | 35.75 | start 2024-12-02 09:00; extend 2024-12-04 09:00 -> Batas penanganan laporan ini Sabtu, 7 Desember 2024 pukul 23.59 WIB: 5 hari kalender (3 hari kalender dan perpanjangan 2 hari kalender) sejak diregistrasi Senin, 2 Desember 2024 (UU 1/2015 Pasal 134 ayat (5); UU 1/2015 Pasal 134 ayat (6)).
        pilkada-handling | 81.71 | start 2024-12-02 09:00; pause 2024-12-03 09:00; resume 2024-12-05 09:00 -> Batas penanganan laporan ini Sabtu, 7 Desember 2024 pukul 23.59 WIT: 3 hari kalender sejak diregistrasi Senin, 2 Desember 2024, tidak termasuk masa henti Selasa, 3 Desember 2024 sampai dengan Rabu, 4 Desember 2024 (UU 1/2015 Pasal 134 ayat (5)).
        pilkada-handling | 81.71 | start 2024-12-02 09:00; pause 2024-12-03 09:00; resume 2024-12-04 09:00 -> Batas penanganan laporan ini Jumat, 6 Desember 2024 pukul 23.59 WIT: 3 hari kalender sejak diregistrasi Senin, 2 Desember 2024, tidak termasuk masa henti Selasa, 3 Desember 2024 (UU 1/2015 Pasal 134 ayat (5)).
        pilkada-handling | 81.71 | start 2024-12-02 09:00; pause 2024-12-03 09:00; resume 2024-12-03 10:00 -> Batas penanganan laporan ini Kamis, 5 Desember 2024 pukul 23.59 WIT: 3 hari kalender sejak diregistrasi Senin, 2 Desember 2024 (UU 1/2015 Pasal 134 ayat (5)).
        pilkada-handling | 75.71 | start 2024-12-02 09:00; pause 2024-12-04 09:00 -> Batas penanganan laporan ini belum berjalan kembali karena penghitungan dihentikan sementara sejak Rabu, 4 Desember 2024 setelah terhitung 1 hari: 3 hari kalender sejak diregistrasi Senin, 2 Desember 2024 (UU 1/2015 Pasal 134 ayat (5)).
        pilkada-completion | 75.71 | start 2024-12-02 10:15 -> Batas perbaikan laporan ini Rabu, 4 Desember 2024 pukul 10.15 WITA: 2 x 24 jam sejak pemberitahuan Senin, 2 Desember 2024 pukul 10.15 WITA (Perbawaslu 8/2020).
        pilkada-completion | 75.71 | start 2024-12-02 10:15; pause 2024-12-02 12:00; resume 2024-12-02 17:00 -> Batas perbaikan laporan ini Rabu, 4 Desember 2024 pukul 15.15 WITA: 2 x 24 jam sejak pemberitahuan Senin, 2 Desember 2024 pukul 10.15 WITA, tidak termasuk masa henti Senin, 2 Desember 2024 pukul 12.00 WITA sampai dengan Senin, 2 Desember 2024 pukul 17.00 WITA (Perbawaslu 8/2020).
        pilkada-completion | 75.71 | start 2024-12-02 10:15; pause 2024-12-02 12:00 -> Batas perbaikan laporan ini belum berjalan kembali karena penghitungan dihentikan sementara sejak Senin, 2 Desember 2024 pukul 12.00 WITA: 2 x 24 jam sejak pemberitahuan Senin, 2 Desember 2024 pukul 10.15 WITA (Perbawaslu 8/2020).
        pilkada-report-filing | 75.71 | start 2024-10-01 00:00 -> Batas penyampaian laporan Selasa, 8 Oktober 2024 pukul 23.59 WITA: 7 hari kalender sejak diketahui dan/atau ditemukan Selasa, 1 Oktober 2024 (UU 1/2015 Pasal 134 ayat (4)).
        pemilu-handling | 35.75 | start 2024-12-20 09:00 -> Batas penanganan laporan ini Jumat, 3 Januari 2025 pukul 23.59 WIB: 7 hari kerja sejak diregistrasi Jumat, 20 Desember 2024, tidak termasuk hari Sabtu dan Minggu; Rabu, 25 Desember 2024 (libur nasional Hari Raya Natal, SKB 3 Menteri 855/2023, 3/2023, dan 4/2023); Kamis, 26 Desember 2024 (cuti bersama Hari Raya Natal, SKB 3 Menteri 855/2023, 3/2023, dan 4/2023); dan Rabu, 1 Januari 2025 (libur nasional Tahun Baru 2025 Masehi, SKB 3 Menteri 1017/2024, 2/2024, dan 2/2024) (UU 7/2017 Pasal 454 ayat (7)).
        pemilu-completion | 35.75 | start 2024-03-04 09:00 -> Batas perbaikan laporan ini Rabu, 6 Maret 2024 pukul 23.59 WIB: 2 hari kerja sejak pemberitahuan Senin, 4 Maret 2024 (Perbawaslu 7/2022).
        pemilu-completion | 35.75 | start 2024-03-01 09:00 -> Batas perbaikan laporan ini Selasa, 5 Maret 2024 pukul 23.59 WIB: 2 hari kerja sejak pemberitahuan Jumat, 1 Maret 2024, tidak termasuk hari Sabtu dan Minggu (Perbawaslu 7/2022).
        pemilu-handling | 35.75 | start 2026-12-28 09:00 -> Batas penanganan laporan ini belum dapat dihitung karena hari libur tahun 2027 belum tercatat: 7 hari kerja sejak diregistrasi Senin, 28 Desember 2026 (UU 7/2017 Pasal 454 ayat (7)).

        """;

    private const string Moves = """
        pilkada-handling | 75.71 | start 2024-12-02 09:00; extend 2024-12-04 09:00 -> Batas penanganan laporan ini berubah dari Kamis, 5 Desember 2024 menjadi Sabtu, 7 Desember 2024 karena waktu diperpanjang (UU 1/2015 Pasal 134 ayat (6)).
        pilkada-handling | 75.71 | start 2024-12-02 09:00; transfer 2024-12-04 09:00 35.75 -> Batas penanganan laporan ini tetap Kamis, 5 Desember 2024 menurut waktu kantor yang menangani karena penanganan beralih ke kantor lain.
        pilkada-handling | 75.71 | start 2024-12-02 09:00; pause 2024-12-04 09:00 -> Batas penanganan laporan ini berubah dari Kamis, 5 Desember 2024 menjadi belum dapat ditentukan karena penghitungan dihentikan sementara.
        pilkada-handling | 75.71 | start 2024-12-02 09:00; pause 2024-12-04 09:00; resume 2024-12-05 09:00 -> Batas penanganan laporan ini berubah dari belum dapat ditentukan menjadi Jumat, 6 Desember 2024 karena penghitungan dilanjutkan.
        pilkada-gakkumdu-investigation | 75.71 | start 2025-08-04 09:00; revise 2025-08-08 09:00 -> Batas penyampaian hasil penyidikan kepada penuntut umum berubah dari Jumat, 22 Agustus 2025 menjadi Senin, 25 Agustus 2025 karena Senin, 18 Agustus 2025 ditetapkan sebagai cuti bersama Proklamasi Kemerdekaan (SKB 3 Menteri 933/2025, 1/2025, dan 3/2025).
        pilkada-gakkumdu-investigation | 75.71 | start 2024-11-15 09:00; revise 2024-11-22 09:00 -> Batas penyampaian hasil penyidikan kepada penuntut umum berubah dari Kamis, 5 Desember 2024 menjadi Jumat, 6 Desember 2024 karena Rabu, 27 November 2024 ditetapkan sebagai libur nasional pemungutan suara Pilkada 2024 (Keppres 33/2024).

        """;

    [Fact]
    public void A_deadline_is_told_in_one_sentence_with_its_law() => Assert.Equal(Sentences, Table.Filled(Sentences, row =>
        ExplainDeadline.Sentence(History.Clock(row[0], row[1], row[2]))));

    [Fact]
    public void A_move_of_a_deadline_is_told_in_one_sentence_with_its_decree() => Assert.Equal(Moves, Table.Filled(Moves, row =>
    {
        var clock = History.Clock(row[0], row[1], row[2]);
        return ExplainDeadline.Sentence(clock, clock.Changes[^1]);
    }));

    [Fact]
    public void With_an_inclusive_start_and_office_hours_it_says_so()
    {
        var law = ElectionLaw.Published with
        {
            Clocks = new ClockRules([Table.Rule("pilkada-handling") with { InclusiveStart = true, OfficeHoursEnd = true }]),
        };

        Assert.Equal(
            "Batas penanganan laporan ini Jumat, 11 Oktober 2024 pukul 16.30 WITA: 3 hari kalender sejak diregistrasi Rabu, 9 Oktober 2024 (hari itu ikut dihitung) (UU 1/2015 Pasal 134 ayat (5)).",
            ExplainDeadline.Sentence(History.Clock("pilkada-handling", "75.71", "start 2024-10-09 09:00", law)));
    }

    [Fact]
    public void A_year_that_became_known_and_a_holiday_that_was_withdrawn_are_told()
    {
        var law = ElectionLaw.Published with
        {
            Calendar = LegalCalendar.Published
                .With(new CalendarYear(2027, Table.Instant("2026-12-29T00:00+07:00"), Table.Decree("SKB Contoh")))
                .With(Table.Holiday("2026-11-24", "2026-11-01T00:00+07:00"), Table.Holiday("2026-11-24", "2026-11-23T12:00+07:00", HolidayEffect.Dicabut)),
        };
        var known = History.Clock("pemilu-handling", "35.75", "start 2026-12-28 09:00; revise 2026-12-29 09:00", law);
        var withdrawn = History.Clock("pemilu-completion", "35.75", "start 2026-11-23 09:00; revise 2026-11-23 13:00", law);

        Assert.Equal(
            "Batas penanganan laporan ini berubah dari belum dapat ditentukan menjadi Rabu, 6 Januari 2027 karena hari libur tahun 2027 kini tercatat.",
            ExplainDeadline.Sentence(known, known.Changes[^1]));
        Assert.Equal(
            "Batas perbaikan laporan ini berubah dari Kamis, 26 November 2026 menjadi Rabu, 25 November 2026 karena Selasa, 24 November 2026 tidak lagi menjadi libur nasional Hari Contoh (Keppres Contoh).",
            ExplainDeadline.Sentence(withdrawn, withdrawn.Changes[^1]));
    }

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.DateTimeFormat.DayNames = ["a", "b", "c", "d", "e", "f", "g"];
        (other.DateTimeFormat.TimeSeparator, other.DateTimeFormat.DateSeparator, other.NumberFormat.NumberGroupSeparator) = ("h", "_", "'");
        var clock = History.Clock("pilkada-completion", "75.71", "start 2024-12-02 10:15");
        var sentence = ExplainDeadline.Sentence(clock);
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal(sentence, ExplainDeadline.Sentence(clock));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_day_of_the_week_and_every_month_has_its_name()
    {
        Assert.Equal(
            ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
            Enumerable.Range(0, 7).Select(day => IndonesianDates.DayAndDate(new DateOnly(2024, 12, 2).AddDays(day)).Split(',')[0]));
        Assert.Equal(
            "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
            string.Join(' ', Enumerable.Range(1, 12).Select(month => IndonesianDates.Date(new DateOnly(2024, month, 1)).Split(' ')[1])));
    }
}
