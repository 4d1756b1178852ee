using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports;

/// <summary>What was sent, taken apart into what was reported and who reported. Pure.</summary>
/// <param name="Entry">The entry of the office that took it in; null for what a reporter sent.</param>
/// <param name="Report">What was reported. Of the reporter it holds the capacity, and nothing else.</param>
/// <param name="Reporter">What the law asks of who reports.</param>
/// <remarks>
/// Form of the body: 0x00, 0x03, the bits of <see cref="ReporterFacts"/>, then what stands in <see cref="ReportContent.Bytes"/> without the reporter. Content from before reports were sealed
/// is read too: it begins with neither.
/// </remarks>
internal sealed record ReportBody(OfficeEntry? Entry, SubmitReportRequest Report, ReporterFacts Reporter)
{
    private static ReadOnlySpan<byte> Begin => [0x00, 0x03];

    /// <summary>Takes content apart.</summary>
    /// <param name="content">As it was sent: <see cref="ReportContent.Bytes"/>.</param>
    /// <returns>The body, and who reported in protobuf's binary form; null when nothing is told of that.</returns>
    internal static (byte[] Body, byte[]? Identity) Split(ReadOnlySpan<byte> content)
    {
        var (entry, report) = OfficeEntry.Read(content);
        var reporter = report.Reporter;
        var facts = ReporterFacts.Of(reporter);
        report.Reporter = WithoutIdentity(reporter);
        var rest = report.ToByteArray();
        var identity = reporter is null || reporter.Equals(report.Reporter) ? null : reporter.ToByteArray();
        return ([.. Begin, facts.ToByte(), .. entry?.Before(rest) ?? rest], identity);
    }

    /// <summary>Reads a body, or content from before reports were sealed.</summary>
    internal static ReportBody Read(ReadOnlySpan<byte> stored)
    {
        var isBody = stored.StartsWith(Begin);
        var (entry, report) = OfficeEntry.Read(isBody ? stored[3..] : stored);
        var facts = isBody ? ReporterFacts.Of(stored[2]) : ReporterFacts.Of(report.Reporter);
        report.Reporter = WithoutIdentity(report.Reporter);
        return new ReportBody(entry, report, facts);
    }

    private static Reporter? WithoutIdentity(Reporter? reporter) => reporter is null ? null : new Reporter { Capacity = reporter.Capacity };
}
