using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Review;

/// <summary>One thing that office or reporter said to the other.</summary>
/// <param name="Sender">Who wrote it.</param>
/// <param name="Text">In the writer's words.</param>
/// <param name="Answers">The question that it answers; 0 for none.</param>
/// <param name="IsAnswered">Whether a question has an answer.</param>
/// <param name="Step">The step of the case.</param>
/// <remarks>What an office writes is in the step; what a reporter writes is kept with the report, where whatever seals the report seals it.</remarks>
internal sealed record Said(MessageSender Sender, string Text, int Answers, bool IsAnswered, CaseEvent Step)
{
    /// <summary>Names it within the case.</summary>
    internal int Number => Step.Version;

    /// <summary>Whether the office asks for an answer.</summary>
    internal bool IsQuestion => Step.Step == CaseStep.Ask;

    /// <summary>All that was said in a case, the oldest first. Pure.</summary>
    internal static IReadOnlyList<Said> In(CaseFile file)
    {
        var answers = file.Events.Where(happened => happened.Step == CaseStep.Message).ToDictionary(happened => happened.Version, happened => SendMessageRequest.Parser.ParseFrom(happened.Facts).Question);
        return [.. file.Events.Select(happened => Of(happened, file, answers)).OfType<Said>()];
    }

    private static Said? Of(CaseEvent happened, CaseFile file, Dictionary<int, int> answers)
    {
        if (happened.Step == CaseStep.Ask)
        {
            return new Said(MessageSender.Office, AskReporterRequest.Parser.ParseFrom(happened.Facts).Question, 0, answers.ContainsValue(happened.Version), happened);
        }

        if (happened.Step == CaseStep.Reply)
        {
            return new Said(MessageSender.Office, ReplyToReporterRequest.Parser.ParseFrom(happened.Facts).Text, 0, false, happened);
        }

        return happened.Step == CaseStep.Message
            ? new Said(MessageSender.Reporter, file.Report.Messages.GetValueOrDefault(happened.RequestKey!.Value, ""), answers[happened.Version], false, happened)
            : null;
    }
}
