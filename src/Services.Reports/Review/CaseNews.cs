using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Review;

/// <summary>What other services are told of a case: ids and facts, never what was reported or who did. Pure.</summary>
internal static class CaseNews
{
    /// <summary>One event for each change of status among the steps that are to be stored.</summary>
    internal static IEnumerable<ReportStatusChanged> StatusesOf(CaseFile file)
    {
        var before = ReportStatus.Received;
        foreach (var happened in file.Events)
        {
            if (happened.Status != before && file.Added.Contains(happened))
            {
                yield return new ReportStatusChanged
                {
                    ReportId = happened.ReportId,
                    Version = happened.Version,
                    Number = file.Report.Number,
                    Status = happened.Status.ToString(),
                    OfficeCode = file.Case.OfficeCode,
                    RegionCode = file.Report.Whole.Region?.Code.ToString(),
                    ContestId = file.Case.ContestId,
                    ChangedAt = happened.At,
                };
            }

            before = happened.Status;
        }
    }
}
