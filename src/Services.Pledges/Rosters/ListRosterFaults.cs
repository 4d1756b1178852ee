using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Rosters;

internal sealed partial class RosterEndpoint
{
    private const int MaxFaultPage = 1_000;
    private const int UsualFaultPage = 200;

    /// <summary>The rows of a file that could not be taken, page by page.</summary>
    /// <exception cref="RefusalException">ROSTER_UPLOAD_UNKNOWN, ROSTER_UPLOAD_ENDED, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<ListRosterFaultsResponse> ListRosterFaults(ListRosterFaultsRequest request, ServerCallContext context)
    {
        if (request.PageSize is < 0 or > MaxFaultPage)
        {
            throw PledgeRefusals.PageSizeInvalid(MaxFaultPage);
        }

        var size = request.PageSize == 0 ? UsualFaultPage : request.PageSize;
        var upload = await OwnAsync(request.UploadId, context);
        var faults = await FaultsAsync(upload.Id, After(request.PageToken), size, context.CancellationToken);
        return new ListRosterFaultsResponse { Faults = { faults }, NextPageToken = faults.Count == size ? $"{faults[^1].Line}:{faults[^1].Column}" : "" };
    }

    private static (int Line, string Column) After(string token)
    {
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        return token.Length == 0 ? (0, "")
            : colon > 0 && int.TryParse(token[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? (line, token[(colon + 1)..])
            : throw PledgeRefusals.PageTokenInvalid();
    }
}
