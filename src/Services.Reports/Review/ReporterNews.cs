using Google.Protobuf.WellKnownTypes;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Review;

/// <summary>What the reporter is told of the examination: never who works on it, nor what an officer noted for the office alone. Pure.</summary>
internal static class ReporterNews
{
    private const string Reopened = "Kajian awal dibuka lagi: laporan Anda tepat waktu menurut hari libur yang diketahui kemudian";

    /// <summary>Since when the case has its status.</summary>
    internal static DateTimeOffset StatusAt(CaseFile file)
    {
        var events = file.Events.ToList();
        var last = events.FindLastIndex(happened => happened.Status != file.Case.Status);
        return last + 1 < events.Count && (last >= 0 || file.Case.Status != ReportStatus.Received) ? events[last + 1].At : file.Report.ReceiptAt;
    }

    /// <summary>What to complete, why the report was not registered, or why it was passed on to another body; empty otherwise.</summary>
    internal static string OfficeMessage(CaseFile file) => file.Case.Status switch
    {
        ReportStatus.CompletionRequested => RequestCompletionRequest.Parser.ParseFrom(Facts(file, CaseStep.RequestCompletion)).Message,
        ReportStatus.NotRegistered => DeclineRegistrationRequest.Parser.ParseFrom(Facts(file, CaseStep.Decline)).Reason,
        ReportStatus.PreliminaryInformation => DeclineRegistrationRequest.Parser.ParseFrom(Facts(file, CaseStep.KeepAsInformation)).Reason,
        ReportStatus.Referred => ReferCaseRequest.Parser.ParseFrom(Facts(file, CaseStep.Refer)).Reason,
        _ => "",
    };

    /// <summary>What a report lacks that its reporter is to complete, with the office's notes.</summary>
    internal static IEnumerable<Requirement> Missing(CaseFile file)
    {
        if (file.Case.Status != ReportStatus.CompletionRequested || file.Review is not { } review)
        {
            yield break;
        }

        foreach (var requirement in file.Requirements())
        {
            var judged = review.Outcomes.Single(outcome => outcome.Key == requirement.Key);
            if (!judged.IsMet)
            {
                yield return new Requirement { Key = requirement.Key, Type = requirement.Type, IsMet = false, Advice = judged.Note, Law = requirement.Law };
            }
        }
    }

    /// <summary>Until when the next step is to be done, or what its time waits for; empty while nothing runs.</summary>
    internal static string DeadlineText(CaseFile file) =>
        AskedCompletion.AwaitedOf(file) is { } awaited ? awaited.Sentence() : file.Clocks.All.LastOrDefault(clock => clock.Clock.Status == ClockStatus.Running) is { } running ? ExplainDeadline.Sentence(running.Clock) : "";

    /// <summary>What happened, from the receipt on: each change of status, an extension of the time of handling, the service of a notice, and that the reporter is invited.</summary>
    internal static IEnumerable<TrackedStep> Steps(CaseFile file)
    {
        var status = ReportStatus.Received;
        yield return Step(status, ReportStatuses.Words(status).Text, file.Report.ReceiptAt);
        foreach (var happened in file.Events)
        {
            if (happened.Status != status)
            {
                status = happened.Status;
                yield return Step(status, happened.Step == CaseStep.Reopen ? Reopened : ReportStatuses.Words(status).Text, happened.At);
            }
            else if (happened.Step == CaseStep.Extend)
            {
                yield return Step(status, "Waktu penanganan diperpanjang", happened.At);
            }
            else if (happened.Step == CaseStep.Serve)
            {
                yield return Step(status, "Permintaan perbaikan diterima pelapor", happened.At);
            }

            if (CaseNews.InvitationOf(happened) is { Party: ClarificationParty.Reporter } invitation)
            {
                yield return Step(status, $"Pelapor diundang untuk klarifikasi pada {IndonesianDates.Date(FilingTime.DayOf(invitation.HeldOn)!.Value)}", happened.At);
            }
        }
    }

    /// <summary>What office and reporter told each other, without who wrote in the office.</summary>
    internal static IEnumerable<ReporterMessage> Messages(CaseFile file) => Said.In(file).Select(said => new ReporterMessage
    {
        Message = said.Number,
        Sender = said.Sender,
        Text = said.Text,
        SentAt = said.Step.At.ToTimestamp(),
        IsQuestion = said.IsQuestion,
        IsAnswered = said.IsAnswered,
        Answers = said.Answers,
    });

    private static TrackedStep Step(ReportStatus status, string text, DateTimeOffset at) => new() { Status = status, Text = text, TakenAt = at.ToTimestamp() };

    private static byte[] Facts(CaseFile file, CaseStep step) => file.Events.Last(happened => happened.Step == step).Facts;
}
