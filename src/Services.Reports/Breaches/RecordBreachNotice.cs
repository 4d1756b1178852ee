using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.DataProtection;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Breaches;

internal sealed partial class BreachEndpoint
{
    /// <summary>The notice is on the record, and the clock of whom it told stands. When this returns, that survives a crash.</summary>
    /// <remarks>Law: UU 27/2022 art. 46 [LAW-PDP-05]. A clock stops at the instant of the notice, whenever it is recorded. The same request again gets the first answer; notices of one breach follow each other.</remarks>
    /// <exception cref="RefusalException">BREACH_UNKNOWN, BREACH_INVALID with all faults, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.BreachRecorders)]
    public override Task<RecordBreachNoticeResponse> RecordBreachNotice(RecordBreachNoticeRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (now, cancel) = (clock.Now(), context.CancellationToken);
            var breach = await FindAsync(request.BreachId, cancel);
            if (FaultsOf(request, breach, now).ToList() is { Count: > 0 } faults)
            {
                throw BreachRefusals.BreachInvalid(faults);
            }

            await db.LineUpAsync(LineUpValue.Of(breach.Id), cancel);
            var notice = new DataBreachNotice
            {
                BreachId = breach.Id,
                Number = await db.BreachNotices.CountAsync(n => n.BreachId == breach.Id, cancel) + 1,
                Audience = request.Audience,
                NotifiedAt = request.NotifiedAt.ToDateTimeOffset(),
                Way = request.Way,
                DocumentNumber = request.DocumentNumber,
                Persons = request.Persons,
                Text = request.Text,
                RecordedBy = Caller.Of(context).Subject,
            };
            db.BreachNotices.Add(notice);
            return new RecordBreachNoticeResponse { Notice = notice.Number, IsLate = SubjectOf(request.Audience) is { } subject && await StopAsync(breach, subject, notice.NotifiedAt, cancel) };
        });

    private async Task<bool> StopAsync(DataBreach breach, DataTermSubject subject, DateTimeOffset at, CancellationToken cancel) =>
        at >= (await clocks.StopAsync(breach.Id, subject, at, cancel)).EndsAt;

    private static DataTermSubject? SubjectOf(BreachAudience audience) => audience switch
    {
        BreachAudience.Persons => DataTermSubject.BreachToPersons,
        BreachAudience.Authority => DataTermSubject.BreachToAuthority,
        BreachAudience.Public => null,
        BreachAudience.Unspecified => throw new InvalidOperationException("A notice has an audience."),
    };

    private static IEnumerable<FieldFault> FaultsOf(RecordBreachNoticeRequest request, DataBreach breach, DateTimeOffset now)
    {
        if (request.Audience == BreachAudience.Unspecified || !Enum.IsDefined(request.Audience))
        {
            yield return new FieldFault("audience", "Pilih siapa yang diberi tahu: pemilik data, lembaga, atau masyarakat.");
        }

        if (SentInstant.Read(request.NotifiedAt) is not { } notified || notified > now || notified < breach.KnownAt)
        {
            yield return new FieldFault("notified_at", "Isi dengan waktu pemberitahuan, tidak di masa depan dan tidak sebelum kegagalan diketahui.");
        }

        if (request.Persons < 0)
        {
            yield return new FieldFault("persons", "Isi dengan jumlah orang, atau 0 bila tidak dihitung.");
        }

        foreach (var fault in new[]
        {
            TextFault("way", request.Way, LongestWay), TextFault("document_number", request.DocumentNumber, LongestDocument), TextFault("text", request.Text, LongestText),
        }.OfType<FieldFault>())
        {
            yield return fault;
        }
    }
}
