using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Reminders;

/// <summary>What is refused of reminders.</summary>
internal static class ReminderRefusals
{
    internal static RefusalException Invalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "REMINDER_INVALID", $"Pengingat belum dapat dimulai. {faults[0].Description}", faults);

    internal static RefusalException Running() =>
        new(StatusCode.AlreadyExists, "REMINDERS_RUNNING", "Pengingat untuk teks dan wilayah ini sudah berjalan. Hentikan yang berjalan dahulu bila ingin mengubahnya.",
            new FieldFault("region_code", "Pilih wilayah lain, atau hentikan pengingat yang berjalan."));

    internal static RefusalException Unknown() =>
        new(StatusCode.NotFound, "REMINDERS_UNKNOWN", "Pengingat dengan id ini tidak ada pada wilayah Anda. Periksa id yang diberikan oleh StartReminders.",
            new FieldFault("reminder_id", "Isi dengan id pengingat yang ada."));
}
