using Google.Protobuf.Collections;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Elections.DataProtection;
using Netralitas.Geography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.DataClocks;

namespace Netralitas.Services.Reports.Breaches;

internal sealed partial class BreachEndpoint
{
    /// <summary>The breach is on the record, its clocks run from when it became known, and offices will be told. When this returns, that survives a crash.</summary>
    /// <remarks>Law: people and the authority are told in writing within 3 x 24 hours [LAW-PDP-05]; that the hours count from when it became known is ours [D]. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">BREACH_INVALID with all faults, REPORT_UNKNOWN, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.BreachRecorders)]
    public override async Task<RecordBreachResponse> RecordBreach(RecordBreachRequest request, ServerCallContext context)
    {
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (now, cancel) = (clock.Now(), context.CancellationToken);
            if (FaultsOf(request, now).ToList() is { Count: > 0 } faults)
            {
                throw BreachRefusals.BreachInvalid(faults);
            }

            var breach = BreachOf(request, Caller.Of(context).Subject, now);
            db.Breaches.Add(breach);
            db.BreachReports.AddRange((await ReportsAsync(request.ReportNumbers, cancel)).Select(report => new DataBreachReport { BreachId = breach.Id, ReportId = report }));
            var central = Office.CentralBawaslu.Code;
            var started = new[] { DataTermSubject.BreachToPersons, DataTermSubject.BreachToAuthority }.Select(subject => clocks.Start(breach.Id, subject, central, breach.KnownAt, now)).ToList();
            await db.SaveChangesAsync(cancel);
            await db.EnqueueAsync(
                new PersonalDataBreached { BreachId = breach.Id, Version = 1, RegionCode = breach.RegionCode, KnownAt = breach.KnownAt, EndsAt = started.Min(each => each.EndsAt) }, breach.Id, 1, cancel);
            Failpoint.Reach("breach.before_commit");
            return new RecordBreachResponse { BreachId = breach.Id.ToString(), Deadlines = { started.Select(DataClockBook.Sentence) } };
        });
        Failpoint.Reach("breach.after_commit_before_reply");
        return answer;
    }

    private async Task<List<Guid>> ReportsAsync(RepeatedField<string> numbers, CancellationToken cancel)
    {
        var wanted = numbers.Select(number => Crockford.TryRead(number, ReportCodes.NumberLength, out var read) ? read : "").Distinct().ToArray();
        var found = await db.Reports.Where(r => wanted.Contains(r.Number)).Select(r => r.Id).ToListAsync(cancel);
        return found.Count == wanted.Length ? found : throw ReportRefusals.ReportUnknown();
    }

    private static DataBreach BreachOf(RecordBreachRequest request, string recordedBy, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        KnownAt = request.KnownAt.ToDateTimeOffset(),
        Happened = request.Happened,
        DataCategories = [.. request.DataCategories],
        PersonCategories = [.. request.PersonCategories],
        Persons = request.Persons,
        Measures = request.Measures,
        RegionCode = request.RegionCode,
        RecordedBy = recordedBy,
        RecordedAt = now,
    };

    private static IEnumerable<FieldFault> FaultsOf(RecordBreachRequest request, DateTimeOffset now)
    {
        if (!(SentInstant.Read(request.KnownAt) <= now))
        {
            yield return new FieldFault("known_at", "Isi dengan waktu kegagalan diketahui, tidak di masa depan.");
        }

        foreach (var fault in new[] { TextFault("happened", request.Happened, LongestText), TextFault("measures", request.Measures, LongestText) }.OfType<FieldFault>())
        {
            yield return fault;
        }

        foreach (var (field, categories) in new[] { ("data_categories", request.DataCategories), ("person_categories", request.PersonCategories) })
        {
            if (categories.Count is 0 or > MostCategories || categories.Any(category => !ReportWords.Any(category) || category.Length > LongestCategory))
            {
                yield return new FieldFault(field, $"Isi 1 sampai {MostCategories} jenis, masing-masing paling panjang {LongestCategory} karakter.");
            }
        }

        if (request.Persons < 0)
        {
            yield return new FieldFault("persons", "Isi dengan perkiraan jumlah orang, atau 0 bila belum diketahui.");
        }

        if (!RegionCode.TryParse(request.RegionCode, out var code) || (code != RegionCode.National && RegionDirectory.Find(code) is null))
        {
            yield return new FieldFault("region_code", "Isi dengan kode Kemendagri yang ada, atau 00.");
        }

        if (request.ReportNumbers.Count > MostReports)
        {
            yield return new FieldFault("report_numbers", $"Paling banyak {MostReports} nomor.");
        }
    }
}
