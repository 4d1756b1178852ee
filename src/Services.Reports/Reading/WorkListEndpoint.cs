using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Reading;

/// <summary>What offices have to work on. One file for each RPC.</summary>
internal sealed partial class WorkListEndpoint(ReportsDb db, NameMarks names, Tallies tallies, LawBook book, TimeProvider clock) : WorkListService.WorkListServiceBase;
