using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.FollowUp;

internal sealed partial class FollowUpEndpoint
{
    /// <summary>The ledger says what was done with a crime, and the terms of what must come next run from then on.</summary>
    /// <remarks>
    /// The rule of a term is that in force on the local date of its step, under the law of the case's contest, and stays it; the law of Pemilu has none here. Its end is counted at each reading, by the calendar
    /// that is known then. A correction changes no order, and counts the running terms anew when it moves the last step.
    /// </remarks>
    /// <exception cref="RefusalException">ENTRY_INVALID with all faults, ENTRY_NOT_ALLOWED on another track or out of order, and what every entry refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<RecordCriminalStepResponse> RecordCriminalStep(RecordCriminalStepRequest request, ServerCallContext context) =>
        EnterAsync(request, request.RequestId, request.ForwardingId, request.ExpectedVersion, context, followed => Taken(followed, request),
            forwarding => new RecordCriminalStepResponse { Forwarding = forwarding });

    private FollowUpRecord Taken(Followed followed, RecordCriminalStepRequest request)
    {
        var forwarding = followed.Forwarding;
        if (forwarding.Track != ForwardingTrack.Crime)
        {
            throw FollowUpRefusals.EntryOfCrimesOnly();
        }

        Require([.. StepFaults(followed, request)]);
        var isCorrection = request.Corrects != 0;
        if (!isCorrection && !CriminalLife.Next(forwarding.LastStep).Contains(request.Step))
        {
            throw FollowUpRefusals.CriminalStepNotAllowed(forwarding.LastStep);
        }

        followed.Advance(CriminalLife.ForForwarding(request.Step), request.Corrects);
        var (day, time) = (FilingTime.DayOf(request.HappenedOn)!.Value, TimeOf(request.LocalTime));
        var at = followed.Handling.Zone.LocalDateTime(day, time ?? TimeOnly.MinValue).ToUniversalTime();
        var movesLast = isCorrection && followed.Steps[^1].Number == request.Corrects && forwarding.TermsFrom is { } from && from != at;
        if (!isCorrection || movesLast)
        {
            forwarding.LastStep = request.Step;
            forwarding.StartTerms(followed.Handling.RulesOf(CriminalLife.Starts(request.Step), day), at, followed.Handling, followed.Now, options.Grace);
        }

        return new FollowUpRecord
        {
            ForwardingId = forwarding.Id,
            Number = followed.Next,
            Kind = FollowUpEntryKind.CriminalStep,
            RecordedAt = followed.Now,
            RecordedBy = followed.Caller.Subject,
            Office = followed.Caller.Office.ToString(),
            HappenedOn = day,
            DocumentNumber = request.DocumentNumber,
            Note = request.Note,
            Corrects = request.Corrects,
            CriminalStep = request.Step,
            LocalTime = time,
        };
    }

    private static IEnumerable<FieldFault> StepFaults(Followed followed, RecordCriminalStepRequest request)
    {
        if (request.Step == CriminalStep.Unspecified || !Enum.IsDefined(request.Step))
        {
            yield return new FieldFault("step", "Pilih langkah yang dicatat.");
            yield break;
        }

        foreach (var fault in followed.StepTimeFaults(request.Step, request.Corrects, FilingTime.DayOf(request.HappenedOn), request.LocalTime, TimeOf(request.LocalTime)))
        {
            yield return fault;
        }

        foreach (var fault in Followed.DocumentFaults("document_number", request.DocumentNumber, isNeeded: true, LongestDocument))
        {
            yield return fault;
        }

        if ((CriminalLife.IsDecision(request.Step) && !ReportWords.Any(request.Note)) || request.Note.Length > LongestNote)
        {
            yield return new FieldFault("note", $"Tuliskan isi putusan atau alasan penghentian; catatan paling panjang {LongestNote} karakter.");
        }

        foreach (var fault in followed.StepCorrectionFaults(request.Step, request.Corrects))
        {
            yield return fault;
        }
    }

    private static TimeOnly? TimeOf(string written) =>
        TimeOnly.TryParseExact(written, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
