namespace Netralitas.ServiceDefaults.Ops;

/// <summary>From which figure on somebody has to look, and where it says what to do. The one place for both; docs/metrics.md tells the same.</summary>
public static class OpsAlarms
{
    private static readonly OpsRule[] Table =
    [
        new("outbox_oldest_seconds", 60, OpsLevels.Warning, "Pesan sudah lebih dari semenit menunggu dikirim ke broker.", "the-bus"),
        new("outbox_dead_total", 0, OpsLevels.Warning, "Ada pesan yang sepuluh kali ditolak broker dan menunggu keputusan orang.", "redrive"),
        new("inbox_early_oldest_seconds", 60, OpsLevels.Warning, "Ada pesan yang menunggu pesan sebelumnya, yang tidak kunjung datang.", "redrive"),
        new("dlq_depth", 0, OpsLevels.Warning, "Ada pesan yang disisihkan karena berkali-kali gagal.", "redrive"),
        new("spool_oldest_seconds", 60, OpsLevels.Critical, "Laporan menunggu di spool: basis data tidak menerimanya.", "the-spool"),
        new("reports_turned_down_total", 0, OpsLevels.Critical, "Ada laporan yang tidak tersimpan di mana pun; pengirim diminta mengulang.", "a-full-disk"),
        new("reports_number_set_aside_total", 0, OpsLevels.Warning, "Ada laporan yang tidak terbaca dan belum bernomor resmi.", "alarms"),
        new("anti_entropy_unknown_total", 0, OpsLevels.Critical, "Ada pemberitahuan tentang laporan yang tidak ada di basis data.", "backup-and-restore"),
        new("clocks_overdue", 0, OpsLevels.Warning, "Ada tenggat perkara yang lewat tanpa langkah.", "clocks-at-risk"),
        new("clocks_at_risk", 0, OpsLevels.Warning, "Ada tenggat perkara yang berakhir dalam 24 jam.", "clocks-at-risk"),
        new("log_pending_oldest_seconds", 60, OpsLevels.Warning, "Catatan belum masuk log publik.", "the-log-stands-still"),
        new("log_held_oldest_seconds", 3900, OpsLevels.Warning, "Jendela tanda terima laporan tidak berakhir.", "the-log-stands-still"),
        new("checkpoint_age_seconds", 900, OpsLevels.Warning, "Tidak ada checkpoint baru dari log publik.", "the-log-stands-still"),
        new("log_signing_refused", 0, OpsLevels.Critical, "Log tidak menandatangani: basis data tidak melanjutkan yang sudah ditandatangani.", "the-log-stands-still"),
        new("log_quarantined_total", 0, OpsLevels.Warning, "Ada catatan yang tidak dapat masuk log.", "the-log-stands-still"),
        new("log_monitor_differences", 0, OpsLevels.Critical, "Berkas log publik berbeda dari yang ditandatangani atau dari basis data.", "the-log-stands-still"),
        new("promise_overdue_total", 0, OpsLevels.Critical, "Log belum memuat apa yang dijanjikannya pada tanda terima.", "the-log-stands-still"),
        new("delivery_oldest_seconds", 900, OpsLevels.Warning, "Pemberitahuan tidak keluar: server surat atau penyedia tidak menerima.", "deliveries"),
        new("delivery_failed", 0, OpsLevels.Warning, "Ada pengiriman yang gagal dan menunggu keputusan orang.", "deliveries"),
        new("delivery_unplanned_oldest_seconds", 300, OpsLevels.Warning, "Pemberitahuan belum direncanakan pengirimannya.", "deliveries"),
        new("notice_window_overdue_seconds", 120, OpsLevels.Warning, "Pemberitahuan yang ditahan sampai akhir jendela belum disampaikan.", "deliveries"),
    ];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<OpsRule> Rules => Table;

    /// <summary>What figures raise. Pure.</summary>
    public static IEnumerable<OpsAlarm> Of(IEnumerable<OpsFigure> figures) =>
        from figure in figures
        from rule in Table
        where rule.Figure == figure.Name && figure.Value > rule.Above
        select new OpsAlarm(rule.Level, figure.Tags is null ? figure.Name : $"{figure.Name}{{{figure.Tags}}}", figure.Value, rule.Message, Runbook(rule.Section));

    /// <summary>What is raised for a process that does not answer.</summary>
    /// <param name="service">Its name.</param>
    public static OpsAlarm Down(string service) => new(OpsLevels.Critical, "service", 0, $"Layanan {service} tidak menjawab.", Runbook("a-service-is-down"));

    private static string Runbook(string section) => $"docs/operations.md#{section}";
}

/// <summary>One rule.</summary>
/// <param name="Figure">Name of the figure.</param>
/// <param name="Above">Above which it is raised.</param>
/// <param name="Level">One of <see cref="OpsLevels"/>.</param>
/// <param name="Message">What is wrong, in Indonesian.</param>
/// <param name="Section">Section of docs/operations.md that says what to do.</param>
public sealed record OpsRule(string Figure, double Above, string Level, string Message, string Section);
