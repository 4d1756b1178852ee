using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Tests.Admission;

/// <summary>What a repeat has in common with the answer of the spool.</summary>
internal static class SpooledAnswer
{
    /// <summary>Everything but the log's promise, which only the database can give.</summary>
    internal static SubmitReportResponse WithoutPromise(this SubmitReportResponse answer)
    {
        Assert.NotEmpty(answer.Promise);
        var rest = answer.Clone();
        rest.Promise = ByteString.Empty;
        return rest;
    }
}
