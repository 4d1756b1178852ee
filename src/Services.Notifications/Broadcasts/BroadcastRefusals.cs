using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Broadcasts;

/// <summary>Every "no" of the broadcasts. Reasons are listed in docs/errors.md.</summary>
internal static class BroadcastRefusals
{
    internal static RefusalException BroadcastInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "BROADCAST_INVALID", "Pengumuman ini belum dapat disusun. Perbaiki isian yang disebut di bawah.", faults);

    internal static RefusalException BroadcastUnknown() =>
        new(StatusCode.NotFound, "BROADCAST_UNKNOWN", "Pengumuman dengan id ini tidak ada.", new FieldFault("broadcast_id", "Isi dengan id dari DraftBroadcast."));

    internal static RefusalException BroadcastNeedsSecondPerson() =>
        new(StatusCode.FailedPrecondition, "BROADCAST_NEEDS_SECOND_PERSON", "Pengumuman disetujui oleh orang lain, bukan oleh penyusunnya. Minta rekan Anda di Bawaslu RI memeriksa dan menyetujuinya.");

    internal static RefusalException BroadcastStepNotAllowed() =>
        new(StatusCode.FailedPrecondition, "BROADCAST_STEP_NOT_ALLOWED", "Pengumuman ini sudah disetujui, selesai disampaikan, atau dibatalkan, sehingga langkah ini tidak dapat dilakukan lagi. Susun pengumuman baru bila perlu.");
}
