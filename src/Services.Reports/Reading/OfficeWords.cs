using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Reading;

/// <summary>What officers wrote in a case: the words that a search finds. Pure.</summary>
/// <remarks>What reporters wrote is in none of these steps: it is sealed, with the report or in a step without an office.</remarks>
internal static class OfficeWords
{
    // PostgreSQL refuses a document of more than 1 MiB; words never take more than their text and positions.
    private const int MostBytes = 256 * 1024;

    /// <summary>The texts, the newest first, as far as the index takes them; of studies and checklists only the last.</summary>
    internal static string Of(IEnumerable<CaseEvent> events)
    {
        var text = new StringBuilder();
        var left = MostBytes;
        var replaced = new HashSet<CaseStep>();
        foreach (var happened in events.Where(happened => happened.Office is not null).Reverse())
        {
            if (happened.Step is CaseStep.Study or CaseStep.Review && !replaced.Add(happened.Step))
            {
                continue;
            }

            foreach (var words in ParserOf(happened.Step) is { } parser ? TextsIn(parser.ParseFrom(happened.Facts)) : [])
            {
                left -= Encoding.UTF8.GetByteCount(words) + 1;
                if (left < 0)
                {
                    return text.ToString();
                }

                text.Append(words.Replace('\0', ' ')).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> TextsIn(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var values = field.IsRepeated ? ((System.Collections.IEnumerable)field.Accessor.GetValue(message)).Cast<object>() : [field.Accessor.GetValue(message)];
            foreach (var value in values)
            {
                if (field.FieldType == FieldType.String && (string)value is { Length: > 0 } text)
                {
                    yield return text;
                }
                else if (value is IMessage inner)
                {
                    foreach (var each in TextsIn(inner))
                    {
                        yield return each;
                    }
                }
            }
        }
    }

    private static MessageParser? ParserOf(CaseStep step) => step switch
    {
        CaseStep.Review => ReviewReportRequest.Parser,
        CaseStep.RequestCompletion => RequestCompletionRequest.Parser,
        CaseStep.Decline or CaseStep.KeepAsInformation => DeclineRegistrationRequest.Parser,
        CaseStep.Extend => ExtendHandlingRequest.Parser,
        CaseStep.Clarify => Clarification.Parser,
        CaseStep.Study => RecordStudyRequest.Parser,
        CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue => DecideInPlenaryRequest.Parser,
        CaseStep.Transfer => TransferCaseRequest.Parser,
        CaseStep.ReturnTransfer => ReturnTransferRequest.Parser,
        CaseStep.RecallTransfer => RecallTransferRequest.Parser,
        CaseStep.TakeOver => TakeOverCaseRequest.Parser,
        CaseStep.Refer => ReferCaseRequest.Parser,
        CaseStep.Join => JoinCaseRequest.Parser,
        CaseStep.Unjoin => UnjoinCaseRequest.Parser,
        CaseStep.Ask => AskReporterRequest.Parser,
        CaseStep.Reply => ReplyToReporterRequest.Parser,
        CaseStep.Serve => RecordServiceRequest.Parser,
        CaseStep.Identify => RecordRespondentRequest.Parser,
        CaseStep.Claim or CaseStep.Release or CaseStep.AssignContest or CaseStep.Add or CaseStep.Register or CaseStep.Withdraw or CaseStep.Submit or CaseStep.Qualify
            or CaseStep.AcknowledgeTransfer or CaseStep.ClimbTransfer or CaseStep.Forward or CaseStep.Conclude or CaseStep.Message or CaseStep.ReadMessages or CaseStep.FixFinding or CaseStep.GoAlong or CaseStep.HandIn
            or CaseStep.Reopen => null,
    };
}
