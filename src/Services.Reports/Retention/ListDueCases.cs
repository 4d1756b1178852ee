using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Elections.Retention;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Retention;

internal sealed partial class RetentionEndpoint
{
    /// <summary>What the service will have erased on a date, by the rules as they are recorded now. Reads only.</summary>
    /// <exception cref="RefusalException">RETENTION_FILTER_INVALID with all faults, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.RetentionReaders)]
    public override async Task<ListDueCasesResponse> ListDueCases(ListDueCasesRequest request, ServerCallContext context)
    {
        var (office, day) = (Caller.Of(context).Office, FilingTime.DayOf(request.By));
        var faults = new List<FieldFault>();
        if (request.By.Length > 0 && (day is null || day.Value.Year > 9000))
        {
            faults.Add(new FieldFault("by", "Isi dengan tanggal, misalnya 2031-01-31, atau kosongkan untuk hari ini."));
        }

        if (request.RetentionClass.Length > 0 && !System.Enum.GetNames<RetentionClass>().Contains(request.RetentionClass))
        {
            faults.Add(new FieldFault("retention_class", $"Isi dengan salah satu dari: {string.Join(", ", System.Enum.GetNames<RetentionClass>())}."));
        }

        if (faults.Count > 0)
        {
            throw RetentionRefusals.FilterInvalid(faults);
        }

        var after = request.PageToken.Length == 0 ? "" : Crockford.TryRead(request.PageToken, ReportCodes.NumberLength, out var number) ? number : throw Paging.TokenInvalid();
        var size = Paging.Size(request.PageSize);
        if (office.Kind != Office.CentralBawaslu.Kind)
        {
            return new ListDueCasesResponse();
        }

        // What is kept until the day before is due on a day.
        var (page, next) = await due.ListAsync(office, region => day ?? RegionDirectory.TimeZoneOf(region).LocalDate(clock.GetUtcNow()), after, size, context.CancellationToken);
        return new ListDueCasesResponse
        {
            Cases = { page.Where(one => request.RetentionClass.Length == 0 || one.Term.Rule.Class.ToString() == request.RetentionClass).Select(WireOf) },
            NextPageToken = next,
        };
    }

    private static DueCase WireOf(DueOne one) => new()
    {
        Number = Crockford.Grouped(one.Number),
        OfficeCode = one.OfficeCode,
        Status = one.Status,
        RetentionClass = one.Term.Rule.Class.ToString(),
        RuleId = one.Term.Rule.Id,
        RuleVersion = one.Term.Rule.Version,
        KeptUntil = one.Term.KeptUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IsHeld = one.IsHeld,
    };
}
