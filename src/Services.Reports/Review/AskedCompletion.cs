using System.Security.Cryptography;
using System.Text;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Notices;
using Netralitas.Geography;
using Wire = Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Review;

/// <summary>The notice that asks a reporter to complete the report, and its service [LAW-SVC-01]. Pure; counted from the steps of the case, which are only ever added to.</summary>
/// <param name="Asked">The step that asks.</param>
/// <param name="Served">The step that says that the reporter has it; null before.</param>
/// <param name="Zone">Zone of the office that handles the case.</param>
/// <param name="Law">What counts as service.</param>
internal sealed record AskedCompletion(CaseEvent Asked, CaseEvent? Served, IndonesianTimeZone Zone, ServiceRules Law)
{
    /// <summary>What the office says in it.</summary>
    internal string Text => RequestCompletionRequest.Parser.ParseFrom(Asked.Facts).Message;

    /// <summary>Since when the reporter has it (UTC); null before.</summary>
    internal DateTimeOffset? ServedAt => Facts?.ServedAt?.ToDateTimeOffset();

    private RecordServiceRequest? Facts => Served is null ? null : RecordServiceRequest.Parser.ParseFrom(Served.Facts);

    /// <summary>The notice of a case; null when its reporter was not asked to complete anything.</summary>
    internal static AskedCompletion? Of(CaseFile file)
    {
        var events = file.Events.ToList();
        return events.FindLast(happened => happened.Step == CaseStep.RequestCompletion) is { } asked
            ? new AskedCompletion(asked, events.FindLast(happened => happened.Step == CaseStep.Serve), RegionDirectory.TimeZoneOf(file.Office), file.Law.Service)
            : null;
    }

    /// <summary>The notice whose service a case waits for: nothing else starts the reporter's time. Null where that runs, or where the law of the case knows no such time.</summary>
    internal static AskedCompletion? AwaitedOf(CaseFile file) =>
        file.Case.Status == ReportStatus.CompletionRequested && Of(file) is { Served: null } notice && file.Case.Family is { } family
        && !file.Clocks.All.Any(clock => clock.Subject == ClockSubject.Completion)
        && file.Law.Clocks.Of(family, ClockSubject.Completion, notice.Zone.LocalDate(notice.Asked.At)) is not null
            ? notice : null;

    /// <summary>Since when the reporter's time runs and why, or what it waits for, in one Indonesian sentence.</summary>
    internal string Sentence()
    {
        var asked = IndonesianDates.Instant(Asked.At, Zone);
        return ServedAt is { } servedAt
            ? $"Waktu perbaikan dihitung sejak {IndonesianDates.Instant(servedAt, Zone)}, ketika pemberitahuan {Law.Of(Means(Facts!), Zone.LocalDate(servedAt)).Name}, dan bukan sejak permintaan perbaikan {asked}."
            : $"Waktu perbaikan belum berjalan: permintaan perbaikan {asked} belum dikonfirmasi pelapor. Waktu itu dihitung sejak pelapor mengonfirmasinya dengan nomor dan kode akses; membaca status saja belum mengonfirmasi.";
    }

    /// <summary>The proof of service, for the file of the case.</summary>
    internal Wire.CompletionNotice ToWire() => new()
    {
        Notice = Asked.Version,
        AskedAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(Asked.At),
        ContentSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text))),
        ServedAt = Facts?.ServedAt,
        RecordedAt = Served is null ? null : Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(Served.At),
        Means = Facts?.Means ?? NoticeServiceMeans.Unspecified,
        RecordedBy = Served?.TakenBy ?? "",
        Document = Facts?.Document ?? "",
        Sentence = Sentence(),
    };

    /// <summary>The rule that a means is counted by.</summary>
    internal static ServiceMeans Means(RecordServiceRequest served) => served.Means switch
    {
        NoticeServiceMeans.Confirmed => ServiceMeans.ConfirmedByCode,
        NoticeServiceMeans.HandedOver => ServiceMeans.HandedOver,
        NoticeServiceMeans.Announced => ServiceMeans.Announced,
        NoticeServiceMeans.Unspecified => throw new InvalidOperationException("A service that is recorded has a means."),
    };
}
