using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.DataSubjects;

internal sealed partial class DataRequestEndpoint
{
    /// <summary>Requests of the caller's region, in the order of receipt, without what was asked. Reads only.</summary>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.RetentionReaders)]
    public override async Task<ListDataRequestsResponse> ListDataRequests(ListDataRequestsRequest request, ServerCallContext context)
    {
        var office = Caller.Of(context).Office;
        var (size, after) = (Paging.Size(request.PageSize), Paging.Before(request.PageToken) ?? Guid.Empty);
        var (isBawaslu, isNational, code, below) = (office.Kind == Office.CentralBawaslu.Kind, office.Code == Office.CentralBawaslu.Code, office.Code, office.Code + ".");
        var page = await (
            from asked in db.SubjectRequests
            let answer = db.SubjectRequestAnswers.SingleOrDefault(a => a.SubjectRequestId == asked.Id)
            where isBawaslu && asked.Id > after && (isNational || asked.OfficeCode == code || asked.OfficeCode.StartsWith(below)) && (request.WithAnswered || answer == null)
            orderby asked.Id
            select new
            {
                Asked = asked,
                Answer = answer,
                Runs = db.DataClocks.Single(c => c.OwnerId == asked.Id),
                Number = db.Reports.Where(r => r.Id == asked.ReportId).Select(r => r.Number).SingleOrDefault(),
            }).AsNoTracking().Take(size).ToListAsync(context.CancellationToken);
        return new ListDataRequestsResponse
        {
            Requests = { page.Select(row => WireOf(row.Asked, row.Runs, row.Answer, row.Number)) },
            NextPageToken = page.Count == size ? Paging.Token(page[^1].Asked.Id) : "",
        };
    }
}
