using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    private const int UsualPage = 50;
    private const int MaxPage = 200;

    /// <summary>Declarations of a region of the caller and below it, the latest day first. Reads only.</summary>
    /// <exception cref="RefusalException">DECLARATION_FILTER_INVALID with all faults, REGION_UNKNOWN, REGION_OUTSIDE_OFFICE, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.CoverageReaders)]
    public override async Task<ListDeclarationsResponse> ListDeclarations(ListDeclarationsRequest request, ServerCallContext context)
    {
        var size = request.PageSize is >= 0 and <= MaxPage ? request.PageSize : throw PledgeRefusals.PageSizeInvalid(MaxPage);
        size = size == 0 ? UsualPage : size;
        var region = OwnRegion.Read(request.RegionCode, context).Code;
        var (code, below) = (region.ToString(), $"{region}.");
        var (from, until, parent) = Read(request);
        var found = db.Declarations.AsNoTracking().Where(d => d.HeldOn >= from && d.HeldOn <= until
            && (region == RegionCode.National || d.RegionCode == code || d.RegionCode.StartsWith(below))
            && (request.Status == DeclarationStatus.Unspecified || d.Status == request.Status)
            && (parent == null || d.ParentDeclarationId == parent));
        if (Before(request.PageToken) is var (day, id))
        {
            found = found.Where(d => EF.Functions.LessThan(ValueTuple.Create(d.HeldOn, d.Id), ValueTuple.Create(day, id)));
        }

        var page = await found.OrderByDescending(d => d.HeldOn).ThenByDescending(d => d.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        return new ListDeclarationsResponse
        {
            Declarations = { page.Take(size).Select(SummaryOf) },
            NextPageToken = page.Count > size ? $"{page[size - 1].HeldOn:yyyyMMdd}{page[size - 1].Id:N}" : "",
        };
    }

    private static (DateOnly From, DateOnly Until, Guid? Parent) Read(ListDeclarationsRequest request)
    {
        var faults = new Faults();
        faults.Unless(Enum.IsDefined(request.Status), "status", "Pilih direncanakan, dibuka, ditutup, dikunci, atau dibatalkan, atau kosongkan.");
        var from = ReadDay(request.HeldFrom, "held_from", DateOnly.MinValue, faults);
        var until = ReadDay(request.HeldUntil, "held_until", DateOnly.MaxValue, faults);
        var parent = Guid.Empty;
        faults.Unless(request.ParentDeclarationId.Length == 0 || Guid.TryParse(request.ParentDeclarationId, out parent), "parent_declaration_id", "Id harus berupa UUID, atau kosongkan.");
        return faults.Any ? throw PledgeRefusals.DeclarationFilterInvalid(faults.Found) : (from, until, parent == Guid.Empty ? null : parent);
    }

    private static DateOnly ReadDay(string text, string field, DateOnly absent, Faults faults)
    {
        var day = absent;
        faults.Unless(text.Length == 0 || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day),
            field, "Tanggal ditulis TTTT-BB-HH, misalnya 2024-09-21, atau kosongkan.");
        return day;
    }

    private static (DateOnly Day, Guid Id)? Before(string token)
    {
        const int dayLength = 8;
        if (token.Length == 0)
        {
            return null;
        }

        return token.Length > dayLength && DateOnly.TryParseExact(token[..dayLength], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && Guid.TryParseExact(token[dayLength..], "N", out var id)
            ? (day, id)
            : throw PledgeRefusals.PageTokenInvalid();
    }

    private static DeclarationSummary SummaryOf(Declaration declaration)
    {
        var whole = ToWire(declaration);
        return new DeclarationSummary
        {
            DeclarationId = whole.DeclarationId,
            Title = whole.Title,
            RegionCode = whole.RegionCode,
            RegionFullName = whole.RegionFullName,
            Venue = whole.Venue,
            HeldOn = whole.HeldOn,
            StartsAt = whole.StartsAt,
            TimeZone = whole.TimeZone,
            Activities = { whole.Activities },
            OrganiserName = whole.Organiser.Name,
            ParentDeclarationId = whole.ParentDeclarationId,
            State = StateOf(declaration),
        };
    }
}
