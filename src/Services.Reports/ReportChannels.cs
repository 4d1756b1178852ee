using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports;

/// <summary>How reports came. Pure.</summary>
internal static class ReportChannels
{
    /// <summary>How a report came, as the reporter's client or the office told it; a number that names no channel tells nothing.</summary>
    internal static ReportChannel Of(SubmitReportRequest report) => Enum.IsDefined(report.Channel) ? report.Channel : ReportChannel.Unspecified;

    /// <summary>What is kept of it beside the sealed content, for counts alone.</summary>
    /// <param name="channel">How it came; null where that was not kept.</param>
    /// <returns>The stable name; empty where it was not kept.</returns>
    internal static string Stored(ReportChannel? channel) => channel?.ToString() ?? "";

    /// <summary>What is kept, as people read it.</summary>
    internal static string Words(string stored) => stored.Length == 0 ? "Saluran tidak tercatat" : Words(Enum.Parse<ReportChannel>(stored));

    private static string Words(ReportChannel channel) => channel switch
    {
        ReportChannel.Unspecified => "Saluran tidak disebutkan",
        ReportChannel.Web => "Situs atau aplikasi",
        ReportChannel.Email => "Surel",
        ReportChannel.Phone => "Telepon atau pesan",
        ReportChannel.WalkIn => "Datang langsung",
        ReportChannel.Letter => "Surat",
        ReportChannel.SocialMedia => "Media sosial",
        ReportChannel.Pledge => "Butir LAPOR dalam ikrar",
        ReportChannel.OtherSystem => "Sistem lain",
    };
}
