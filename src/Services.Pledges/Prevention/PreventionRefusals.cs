using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Prevention;

/// <summary>What is refused of the duty to prevent.</summary>
internal static class PreventionRefusals
{
    internal static RefusalException Invalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "PREVENTION_INVALID", $"Kewajiban pencegahan belum dapat dicatat. {faults[0].Description}{(faults.Count > 1 ? $" (dan {faults.Count - 1} hal lain pada rincian)" : "")}", faults);

    internal static RefusalException DutyUnknown() =>
        new(StatusCode.NotFound, "PREVENTION_DUTY_UNKNOWN", "Kewajiban dengan id ini tidak ada pada wilayah Anda. Periksa id yang diberikan saat kewajiban dicatat.",
            new FieldFault("duty_id", "Isi dengan id kewajiban yang ada."));

    internal static RefusalException DutyExists() =>
        new(StatusCode.AlreadyExists, "PREVENTION_DUTY_EXISTS", "Kewajiban kantor ini sudah tercatat. Satu kantor memiliki satu kewajiban, siapa pun pejabatnya.",
            new FieldFault("region_code", "Gunakan kewajiban yang sudah ada; cari dengan ListPreventionDuties."));

    internal static RefusalException CascadeNotAllowed() =>
        new(StatusCode.FailedPrecondition, "CASCADE_NOT_ALLOWED",
            "Kewajiban tidak dapat diteruskan kepada unit ini. PPK meneruskan kepada OPD, kecamatan, dan kelurahan di wilayahnya; camat kepada kelurahan di kecamatannya. Desa mengurus dirinya sendiri.",
            new FieldFault("holder_kind", "Pilih unit di bawah kantor yang meneruskan."));

    internal static RefusalException EvidenceUnknown() =>
        new(StatusCode.NotFound, "ACTIVITY_EVIDENCE_UNKNOWN", "Berkas ini tidak ada pada kegiatan di wilayah Anda. Periksa id kegiatan dan nomor berkasnya.",
            new FieldFault("number", "Isi dengan nomor berkas pada kegiatan itu."));
}
