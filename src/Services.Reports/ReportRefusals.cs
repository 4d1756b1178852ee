using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports;

/// <summary>Every "no" that this service says. Reasons are listed in docs/errors.md.</summary>
internal static class ReportRefusals
{
    internal static RefusalException ReportEmpty() =>
        new(StatusCode.InvalidArgument, "REPORT_EMPTY", "Laporan masih kosong. Tuliskan sedikitnya satu kata tentang apa yang terjadi; hal lain dapat dilengkapi kemudian.",
            new FieldFault("narrative", "Tuliskan apa yang terjadi."));

    internal static RefusalException ReportNotFound() =>
        new(StatusCode.NotFound, "REPORT_NOT_FOUND", "Nomor laporan dan kode akses ini tidak cocok dengan laporan mana pun. Periksa keduanya pada tanda terima Anda.");
}
