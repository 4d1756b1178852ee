using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

/// <summary>Every "no" that the examination of a report says. Reasons are listed in docs/errors.md.</summary>
internal static class ReviewRefusals
{
    internal static RefusalException RespondentUnknown(int respondents) =>
        new(StatusCode.NotFound, "RESPONDENT_UNKNOWN", respondents == 0 ? "Laporan ini tidak menyebut terlapor." : $"Laporan ini menyebut {respondents} terlapor; pilih salah satunya.",
            new FieldFault("respondent", "Isi dengan urutan terlapor, mulai dari 1."));

    internal static RefusalException RespondentNumberInvalid() =>
        new(StatusCode.InvalidArgument, "RESPONDENT_NUMBER_INVALID", "NIP atau NI PPPK yang diisi tidak dapat dibaca. Periksa ke-18 angkanya.",
            new FieldFault("employee_number", "Isi dengan 18 angka, atau kosongkan."));

    internal static RefusalException CaseChanged(int version) =>
        new(StatusCode.Aborted, "CASE_CHANGED", $"Berkas ini sudah berubah sejak Anda membukanya (kini versi {version}). Buka lagi, periksa perubahannya, lalu ulangi bila masih perlu.",
            new FieldFault("expected_version", "Isi dengan versi yang terakhir Anda lihat."));

    internal static RefusalException StepNotAllowed(ReportStatus status) =>
        new(StatusCode.FailedPrecondition, "STEP_NOT_ALLOWED", $"Langkah ini tidak dapat diambil pada status \"{ReportStatuses.Words(status).Text}\". Buka lagi berkas untuk melihat langkah yang tersedia.");

    internal static RefusalException CaseClaimed(string holder, string office) =>
        new(StatusCode.FailedPrecondition, "CASE_CLAIMED", $"Berkas ini sedang dikerjakan oleh {holder} ({office}). Hubungi yang bersangkutan, atau minta kantor di atasnya melepas berkas.");

    internal static RefusalException CaseHandledBelow(string office) =>
        new(StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW",
            $"Berkas ini ditangani {office}, dan hanya kantor yang menangani yang mengerjakannya. Ambil alih dulu dengan TakeOverCase, atau mintalah kantor itu mengerjakannya.");

    internal static RefusalException CaseNotClaimed() =>
        new(StatusCode.FailedPrecondition, "CASE_NOT_CLAIMED", "Berkas ini belum Anda ambil. Ambil dulu dengan ClaimCase agar tidak dikerjakan dua kali.");

    internal static RefusalException ContestUnknown() =>
        new(StatusCode.InvalidArgument, "CONTEST_UNKNOWN", "Pemilihan ini tidak ada, atau tidak diselenggarakan di tempat kejadian.",
            new FieldFault("contest_id", "Isi dengan salah satu contest_choices dari GetCase."));

    internal static RefusalException ReviewInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "REVIEW_INVALID", "Hasil kajian awal belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException MessageInvalid(FieldFault fault) =>
        new(StatusCode.InvalidArgument, "MESSAGE_INVALID", "Tuliskan apa yang harus dilengkapi pelapor.", fault);

    internal static RefusalException TextInvalid(FieldFault fault) =>
        new(StatusCode.InvalidArgument, "MESSAGE_INVALID", "Pesan kepada pelapor masih kosong atau terlalu panjang.", fault);

    internal static RefusalException DecisionInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "DECISION_INVALID", "Keputusan belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException NoticeNotAwaited() =>
        new(StatusCode.FailedPrecondition, "NOTICE_NOT_AWAITED", "Tidak ada permintaan perbaikan yang menunggu konfirmasi pada laporan ini. Buka lagi laporan untuk melihat keadaannya.");

    internal static RefusalException NoticeNotServed(string sentence) =>
        new(StatusCode.FailedPrecondition, "NOTICE_NOT_SERVED", $"Pelapor belum menerima permintaan perbaikan. {sentence} Bila kantor Anda menyampaikannya sendiri, catat dengan RecordService.");

    internal static RefusalException ServiceInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "SERVICE_INVALID", "Penyampaian belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException ReviewMissing() =>
        new(StatusCode.FailedPrecondition, "REVIEW_MISSING", "Hasil kajian awal atas laporan dalam keadaannya sekarang belum dicatat. Catat dulu dengan ReviewReport.");

    internal static RefusalException RequirementsMet() =>
        new(StatusCode.FailedPrecondition, "REQUIREMENTS_MET", "Menurut hasil kajian awal syarat ini sudah terpenuhi. Perbaiki dulu hasil kajian awal bila keliru.");

    internal static RefusalException RequirementsNotMet(IEnumerable<string> keys) =>
        new(StatusCode.FailedPrecondition, "REQUIREMENTS_NOT_MET", $"Syarat ini belum terpenuhi menurut hasil kajian awal: {string.Join(", ", keys)}. Laporan belum dapat diregistrasi.");

    internal static RefusalException ReportStillLate() =>
        new(StatusCode.FailedPrecondition, "REPORT_STILL_LATE",
            "Kajian awal hanya dibuka lagi bila laporan ini dinilai terlambat, dan hari libur yang diketahui kemudian membuatnya tepat waktu. Keadaannya tidak demikian. Informasi awal dapat dilengkapi pelapornya, atau ditetapkan kantor Anda menjadi temuan.");

    internal static RefusalException ReportNotFormal() =>
        new(StatusCode.FailedPrecondition, "REPORT_NOT_FORMAL", "Hanya laporan dan temuan yang diregistrasi. Informasi awal dapat dilengkapi pelapornya, atau ditetapkan kantor Anda menjadi temuan.");

    internal static RefusalException NotAFinding() =>
        new(StatusCode.FailedPrecondition, "NOT_A_FINDING", "Ini bukan temuan, sehingga tidak ditetapkan dalam rapat pleno. Laporan diregistrasi tanpa penetapan.");

    internal static RefusalException FindingInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "FINDING_INVALID", "Penetapan temuan belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException FindingNotFixed() =>
        new(StatusCode.FailedPrecondition, "FINDING_NOT_FIXED", "Temuan ini belum ditetapkan dalam rapat pleno. Catat dulu penetapannya dengan FixFinding.");

    internal static RefusalException ContestMissing() =>
        new(StatusCode.FailedPrecondition, "CONTEST_MISSING", "Pemilihan yang dimaksud belum ditetapkan, sehingga batas waktu penanganan tidak dapat dihitung. Tetapkan dulu dengan AssignContest.");

    internal static RefusalException CompletionStillOpen(string sentence) =>
        new(StatusCode.FailedPrecondition, "COMPLETION_STILL_OPEN", $"Pelapor masih mempunyai waktu untuk melengkapi laporan. {sentence}");

    internal static RefusalException ExtensionNotAllowed() =>
        new(StatusCode.FailedPrecondition, "EXTENSION_NOT_ALLOWED", "Waktu penanganan hanya dapat diperpanjang satu kali, dan sebelum batasnya lewat.");

    internal static RefusalException ClarificationInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "CLARIFICATION_INVALID", "Catatan klarifikasi belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException StudyInvalid(FieldFault fault) => new(StatusCode.InvalidArgument, "STUDY_INVALID", "Kajian belum terisi atau terlalu panjang.", fault);

    internal static RefusalException QualificationInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "QUALIFICATION_INVALID", "Kualifikasi perbuatan belum benar. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException QualificationMissing(IEnumerable<int> respondents) =>
        new(StatusCode.FailedPrecondition, "QUALIFICATION_MISSING", $"Perbuatan terlapor nomor {string.Join(", ", respondents)} belum dikualifikasi. Catat dulu dengan QualifyCase.");

    internal static RefusalException RespondentInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "RESPONDENT_INVALID", "Keterangan tentang terlapor belum benar. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException JoinedRespondentOpen(IEnumerable<JoinedRespondent> open) =>
        new(StatusCode.FailedPrecondition, "JOINED_RESPONDENT_OPEN",
            $"Belum diketahui siapa terlapor ini dalam berkas utama: {string.Join("; ", open.Select(each => $"laporan {each.Number} terlapor nomor {each.Respondent}"))}. Cocokkan dulu dengan RecordRespondent.");

    internal static RefusalException TransferPending() =>
        new(StatusCode.FailedPrecondition, "TRANSFER_PENDING", "Berkas ini sedang dilimpahkan atau diteruskan dan menunggu penerimaan. Tunggu sampai diterima atau dikembalikan.");

    internal static RefusalException JoinInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "JOIN_INVALID", "Permintaan penggabungan belum lengkap. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException JoinNotAllowed(string why) => new(StatusCode.FailedPrecondition, "JOIN_NOT_ALLOWED", why);

    internal static RefusalException UnjoinTooLate() =>
        new(StatusCode.FailedPrecondition, "UNJOIN_TOO_LATE", "Berkas utama sudah diregistrasi, sehingga laporan ini tidak dapat dipisahkan lagi. Laporan ini mengikuti putusan berkas utama.");

    internal static RefusalException JoinedCasesOpen() =>
        new(StatusCode.FailedPrecondition, "JOINED_CASES_OPEN", "Masih ada laporan lain yang digabungkan ke berkas ini. Pisahkan dulu dengan UnjoinCase agar laporan itu diputus sendiri.");

    internal static RefusalException WithdrawalTooLate() =>
        new(StatusCode.FailedPrecondition, "WITHDRAWAL_TOO_LATE",
            "Laporan ini sudah diregistrasi, diputuskan, atau dijadikan temuan oleh pengawas, sehingga tidak dapat dicabut lagi. Perkara itu wajib ditangani sampai selesai.");

    internal static RefusalException ReportAlreadyWithdrawn() =>
        new(StatusCode.FailedPrecondition, "REPORT_ALREADY_WITHDRAWN", "Laporan ini sudah dicabut. Isinya tetap tersimpan; Anda dapat membuat laporan baru.");
}
