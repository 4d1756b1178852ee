using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Preferences;

/// <summary>How people want the notices that go to their own addresses.</summary>
internal sealed class OwnPreferenceEndpoint(NotificationsDb db, RequestLedger ledger, TimeProvider clock) : OwnPreferenceService.OwnPreferenceServiceBase
{
    /// <summary>The caller's wishes are recorded. When this returns, they survive a crash, and hold for notices that are planned afterwards.</summary>
    /// <remarks>The same request again gets the first answer. Of two at once the later commit holds, as a whole.</remarks>
    /// <exception cref="RefusalException">PREFERENCE_INVALID, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override Task<RecordOwnPreferenceResponse> RecordOwnPreference(RecordOwnPreferenceRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            if (FaultsOf(request).ToList() is { Count: > 0 } faults)
            {
                throw PreferenceRefusals.PreferenceInvalid(faults);
            }

            var caller = Caller.Of(context);
            var wish = new PersonWish(
                caller.Subject, request.Channel is ContactChannel.Unspecified ? null : request.Channel, OfficeEntries.Time(request.QuietFrom), OfficeEntries.Time(request.QuietTo),
                request.Manners.ToDictionary(own => own.Kind, own => own.Manner));
            var (office, person, written, now) = (caller.Office.ToString(), caller.Subject, wish.Write(), clock.Now());
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into notifications.person_preferences (office, person, wish, recorded_at) values ({office}, {person}, {written}::jsonb, {now})
                on conflict (office, person) do update set wish = excluded.wish, recorded_at = excluded.recorded_at
                """, context.CancellationToken);
            Failpoint.Reach("own_preference.before_commit");
            return new RecordOwnPreferenceResponse { RecordedAt = now.ToTimestamp() };
        });

    /// <summary>What the caller recorded, and what holds by it.</summary>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<GetOwnPreferenceResponse> GetOwnPreference(GetOwnPreferenceRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var (office, person, cancel) = (caller.Office.ToString(), caller.Subject, context.CancellationToken);
        var own = await db.PersonPreferences.AsNoTracking().SingleOrDefaultAsync(p => p.Office == office && p.Person == person, cancel);
        var wish = own is null ? PersonWish.None : PersonWish.Read(own.Wish);
        var offices = await db.Preferences.AsNoTracking().Where(p => p.Office == office).ToDictionaryAsync(p => p.Kind, cancel);
        var contacts = await db.Offices.AsNoTracking().Where(o => o.Office == office).Select(o => o.Contacts).SingleOrDefaultAsync(cancel);
        return new GetOwnPreferenceResponse
        {
            Channel = wish.Channel ?? ContactChannel.Unspecified,
            QuietFrom = OfficeEntries.Written(wish.QuietFrom),
            QuietTo = OfficeEntries.Written(wish.QuietTo),
            Manners =
            {
                NoticePreferences.Kinds.Select(kind => new OwnManner { Kind = kind, Manner = wish.MannerOf(kind, NoticePreferences.Of(kind, offices.GetValueOrDefault(kind)?.Manner)) }),
            },
            Addresses = contacts is null ? 0 : Contact.Read(contacts).Count(contact => contact.Person == person),
            RecordedAt = own?.RecordedAt.ToTimestamp(),
        };
    }

    private static IEnumerable<FieldFault> FaultsOf(RecordOwnPreferenceRequest request)
    {
        if (!System.Enum.IsDefined(request.Channel))
        {
            yield return new FieldFault("channel", "Pilih EMAIL, SMS, atau WHATSAPP, atau kosongkan.");
        }

        if ((request.QuietFrom.Length > 0 || request.QuietTo.Length > 0) && OfficeEntries.Time(request.QuietFrom) is null)
        {
            yield return new FieldFault("quiet_from", "Isi jam mulai berbentuk JJ:MM, misalnya 21:00, atau kosongkan kedua jam.");
        }

        if ((request.QuietFrom.Length > 0 || request.QuietTo.Length > 0) && (OfficeEntries.Time(request.QuietTo) is null || request.QuietTo == request.QuietFrom))
        {
            yield return new FieldFault("quiet_to", "Isi jam selesai berbentuk JJ:MM yang berbeda dari jam mulai, atau kosongkan kedua jam.");
        }

        for (var i = 0; i < request.Manners.Count; i++)
        {
            var own = request.Manners[i];
            if (!NoticePreferences.CanBeChosen(own.Kind) || request.Manners.Take(i).Any(before => before.Kind == own.Kind))
            {
                yield return new FieldFault($"manners[{i}].kind", "Pilih jenis pemberitahuan yang bukan pemberitahuan hukum, masing-masing satu kali; yang hukum selalu disampaikan seketika.");
            }

            if (own.Manner is DeliveryManner.Unspecified || !System.Enum.IsDefined(own.Manner))
            {
                yield return new FieldFault($"manners[{i}].manner", "Pilih AT_ONCE, DIGEST, atau INBOX_ONLY.");
            }
        }
    }
}
