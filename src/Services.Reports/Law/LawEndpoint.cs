using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Law;

/// <summary>The law as it is known, for anyone. One file for each RPC.</summary>
internal sealed partial class LawEndpoint(ReportsDb db, LawBook book, TimeProvider clock) : LawService.LawServiceBase
{
    private static LegalCitation Cited(Citation citation) => new() { Basis = citation.Basis, Source = citation.Source, Mark = citation.Mark.ToString() };

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
