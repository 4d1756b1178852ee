using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Review;

namespace Netralitas.Services.Reports.Tests.Transfers;

/// <summary>What offices say to each other of a case.</summary>
internal static class TransferRequests
{
    internal static TransferCaseRequest HandOver(ExaminedReport report, string to) => new()
    {
        RequestId = ExaminedReport.NewId(),
        Number = report.Number,
        ExpectedVersion = report.State.Version,
        ToOfficeCode = to,
        Reason = "CONTOH tempat kejadian di wilayah lain.",
        Document = Document(),
    };

    internal static TakeOverCaseRequest TakeOver(ExaminedReport report) =>
        new() { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version, Reason = "CONTOH", Document = Document() };

    internal static EvidenceDocument Document() => new() { Number = "012/PM.05.02/K/2024", DatedOn = "2024-10-05" };
}
