using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Services.Reports.Reading;

namespace Netralitas.Services.Reports.Review;

/// <summary>Who the respondents of joined reports are in the case that these follow. Pure.</summary>
/// <remarks>
/// Reports of one act are one case [LAW-REV-03], so each of their respondents is one of its own. An officer says which; else one with the same number is the same person, or one of the same name
/// whose number does not say otherwise. Of two who could be meant neither is taken.
/// </remarks>
internal static class JoinedRespondents
{
    /// <summary>Every respondent of the joined reports, in their order.</summary>
    internal static IReadOnlyList<JoinedRespondent> Of(CaseFile lead, IEnumerable<CaseFile> joined)
    {
        var (here, said) = (lead.Respondents, lead.Matched.ToList());
        return [.. joined.SelectMany(file => file.Respondents.Where(each => ReportWords.Any(each.Details)).Select(each =>
        {
            var number = Crockford.Grouped(file.Report.Number);
            return new JoinedRespondent
            {
                Number = number,
                Respondent = each.Number,
                RespondentHere = said.FindLast(match => (match.Number, match.Respondent) == (number, each.Number))?.RespondentHere ?? Find(each.Details, here),
                Details = each.Details,
            };
        }))];
    }

    private static int Find(Respondent wanted, IReadOnlyList<NamedRespondent> here)
    {
        var number = RespondentNumber.Of(wanted);
        var ofNumber = number.Length > 0 ? here.Where(each => RespondentNumber.Of(each.Details) == number).ToList() : [];
        var found = ofNumber.Count > 0 ? ofNumber : here.Where(each => IsNamesake(wanted, each.Details)).ToList();
        return found.Count == 1 ? found[0].Number : 0;
    }

    private static bool IsNamesake(Respondent one, Respondent other) =>
        NameMarks.Words(one.Name).Any() && NameMarks.Words(one.Name).SequenceEqual(NameMarks.Words(other.Name))
        && (RespondentNumber.Of(one).Length == 0 || RespondentNumber.Of(other).Length == 0 || RespondentNumber.Of(one) == RespondentNumber.Of(other));
}
