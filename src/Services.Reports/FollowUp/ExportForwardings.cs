using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Authorities;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Retention;
using LawTrack = Netralitas.Elections.Authorities.ForwardingTrack;

namespace Netralitas.Services.Reports.FollowUp;

internal sealed partial class FollowUpEndpoint
{
    private const int ForwardingsInPiece = 50;

    /// <summary>What was forwarded to an authority, as one file that grows while it is read: one piece is in memory, however many there are [LAW-FWD-07].</summary>
    /// <remarks>Each case that is opened for it has its entry in the audit before the piece leaves. A caller who goes away ends the reading.</remarks>
    /// <exception cref="RefusalException">EXPORT_INVALID with all faults.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task ExportForwardings(ExportForwardingsRequest request, IServerStreamWriter<ExportForwardingsResponse> responseStream, ServerCallContext context)
    {
        var authorities = (await law.ReadAsync(db, context.CancellationToken)).Authorities;
        if (FaultsOf(request, authorities).ToList() is { Count: > 0 } faults)
        {
            throw FollowUpRefusals.ExportInvalid(faults);
        }

        var (isCsv, cancel) = (request.Format == ExportFormat.Csv, context.CancellationToken);
        var (after, count) = (request.Cursor.Length == 0 ? Guid.Empty : Guid.Parse(request.Cursor), 0);
        var wanted = Wanted(request, authorities, Caller.Of(context));
        var text = new StringBuilder(isCsv ? ForwardingFile.CsvHeading : "[");
        for (var page = await NextAsync(wanted, after, cancel); page.Count > 0; page = await NextAsync(wanted, after, cancel))
        {
            foreach (var forwarding in page)
            {
                var document = await DocumentAsync(forwarding, cancel);
                text.Append(isCsv ? ForwardingFile.CsvLine(document) : $"{(count > 0 ? "," : "")}\n{ForwardingFile.Json(document)}");
                (after, count) = (forwarding.Id, count + 1);
            }

            await responseStream.WriteAsync(Piece(text, after, count), cancel);
            db.ChangeTracker.Clear();
        }

        text.Append(isCsv ? "" : "\n]\n");
        await responseStream.WriteAsync(Piece(text, after, count), cancel);
    }

    private IQueryable<Forwarding> Wanted(ExportForwardingsRequest request, AuthorityTable authorities, Caller caller)
    {
        var today = IndonesianTimeZone.Wib.LocalDate(clock.GetUtcNow());
        var authority = request.AuthorityId.Length > 0 ? request.AuthorityId : authorities.Of(LawTrack.HukumLainnya, today)?.Id;
        // A forwarding is committed within moments of the instant that its id tells; a younger one may still get an older neighbour.
        var settled = Guid.CreateVersion7(clock.Now().AddSeconds(-options.ExportAfterSeconds));
        var from = Day(request.ForwardedFrom) ?? DateOnly.MinValue;
        return Theirs(caller).AsNoTracking().Where(f => f.AuthorityId == authority && f.ForwardedOn >= from && f.Id < settled && db.Kept().Any(r => r.Id == f.ReportId));
    }

    private static Task<List<Forwarding>> NextAsync(IQueryable<Forwarding> wanted, Guid after, CancellationToken cancel) =>
        wanted.Where(f => f.Id > after).OrderBy(f => f.Id).Take(ForwardingsInPiece).ToListAsync(cancel);

    private static ExportForwardingsResponse Piece(StringBuilder text, Guid after, int count)
    {
        var piece = new ExportForwardingsResponse { Data = ByteString.CopyFromUtf8(text.ToString()), Cursor = after == Guid.Empty ? "" : after.ToString(), Forwardings = count };
        text.Clear();
        return piece;
    }

    private static IEnumerable<FieldFault> FaultsOf(ExportForwardingsRequest request, AuthorityTable authorities)
    {
        if (request.ForwardedFrom.Length > 0 && Day(request.ForwardedFrom) is null)
        {
            yield return new FieldFault("forwarded_from", "Isi dengan tanggal berbentuk TTTT-BB-HH, atau kosongkan.");
        }

        if (request.Cursor.Length > 0 && !Guid.TryParse(request.Cursor, out _))
        {
            yield return new FieldFault("cursor", "Isi dengan cursor dari ekspor sebelumnya, atau kosongkan.");
        }

        if (request.AuthorityId.Length > 0 && !authorities.All.Any(row => row.Id == request.AuthorityId))
        {
            yield return new FieldFault("authority_id", "Isi dengan id lembaga penerima yang ada, misalnya bkn, atau kosongkan.");
        }

        if (request.Format is not (ExportFormat.Csv or ExportFormat.Json))
        {
            yield return new FieldFault("format", "Pilih CSV atau JSON.");
        }
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999 ? day : null;
}
