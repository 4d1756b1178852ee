using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>What people are told of evidence, in plain Indonesian. Pure.</summary>
internal static class EvidenceTexts
{
    /// <summary>What became of a file's metadata.</summary>
    internal static string OnMetadata(EvidenceItem item) => (item.CopyFileId, item.KeepsMetadata) switch
    {
        (null, _) => "Keterangan tersembunyi dalam berkas ini, bila ada, tidak dapat dihapus. Petugas membaca berkas aslinya.",
        (_, true) => "Petugas membaca salinan tanpa keterangan tersembunyi (tempat, waktu, perangkat), dan dengan izin Anda juga dapat membaca berkas aslinya.",
        (_, false) => "Petugas membaca salinan tanpa keterangan tersembunyi (tempat, waktu, perangkat). Berkas asli disimpan tersegel.",
    };

    /// <summary>Where a piece of evidence is, for the office.</summary>
    /// <param name="item">The evidence.</param>
    /// <param name="state">Whether the office has it.</param>
    internal static string OnState(EvidenceItem item, CustodyState state) => (item.Kind, state) switch
    {
        (_, CustodyState.Away) => "Diserahkan kepada pihak lain; lihat riwayat penguasaan.",
        (EvidenceKind.Exhibit, CustodyState.Kept) => "Barang bukti disimpan oleh kantor.",
        (EvidenceKind.Link, CustodyState.Kept) => "Manifes tautan tersimpan dan tidak dapat diubah.",
        (EvidenceKind.File, CustodyState.Kept) when item.CopyFileId is null => "Berkas tersimpan; yang dibaca petugas adalah berkas aslinya.",
        (EvidenceKind.File, CustodyState.Kept) => "Berkas tersimpan; yang dibaca petugas adalah salinan tanpa keterangan tersembunyi.",
        _ => throw new InvalidOperationException("Stored evidence is of a kind."),
    };
}
