using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Preferences;

/// <summary>How offices want notices outside their inboxes.</summary>
internal sealed class PreferenceEndpoint(NotificationsDb db, RequestLedger ledger, TimeProvider clock) : PreferenceService.PreferenceServiceBase
{
    /// <summary>An office's wish for a kind is recorded. When this returns, it survives a crash, and holds for notices that are planned afterwards.</summary>
    /// <remarks>The same request again gets the first answer. Of two at once the later commit holds.</remarks>
    /// <exception cref="RefusalException">PREFERENCE_INVALID, OFFICE_INVALID, OFFICE_NOT_YOURS, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override Task<RecordPreferenceResponse> RecordPreference(RecordPreferenceRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var caller = Caller.Of(context);
            var wanted = Wanted(request.Office, caller);
            if (caller.Role != Roles.Central && wanted != caller.Office)
            {
                throw NotificationRefusals.OfficeNotYours(caller.Office);
            }

            if (FaultsOf(request).ToList() is { Count: > 0 } faults)
            {
                throw PreferenceRefusals.PreferenceInvalid(faults);
            }

            var (office, kind, manner, by, now) = (wanted.ToString(), request.Kind.ToString(), request.Manner.ToString(), caller.Subject, clock.Now());
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into notifications.preferences (office, kind, manner, recorded_by, recorded_at) values ({office}, {kind}, {manner}, {by}, {now})
                on conflict (office, kind) do update set manner = excluded.manner, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
                """, context.CancellationToken);
            return new RecordPreferenceResponse { RecordedAt = now.ToTimestamp() };
        });

    /// <summary>How an office has notices of each kind.</summary>
    /// <exception cref="RefusalException">OFFICE_INVALID, OFFICE_NOT_YOURS.</exception>
    [Authorize(Roles = Roles.DirectoryReaders)]
    public override async Task<ListPreferencesResponse> ListPreferences(ListPreferencesRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var wanted = Wanted(request.Office, caller);
        if (caller.Role is not (Roles.Central or Roles.Auditor) && (wanted.Kind != caller.Office.Kind || !caller.Office.Covers(wanted.Code)))
        {
            throw NotificationRefusals.OfficeNotYours(caller.Office);
        }

        var office = wanted.ToString();
        var recorded = await db.Preferences.AsNoTracking().Where(p => p.Office == office).ToDictionaryAsync(p => p.Kind, context.CancellationToken);
        return new ListPreferencesResponse
        {
            Preferences =
            {
                NoticePreferences.Kinds.Select(kind => new NoticePreference
                {
                    Kind = kind,
                    Manner = NoticePreferences.Of(kind, recorded.GetValueOrDefault(kind)?.Manner),
                    IsLegal = NoticeManner.IsLegal(kind),
                    RecordedAt = recorded.GetValueOrDefault(kind)?.RecordedAt.ToTimestamp(),
                }),
            },
        };
    }

    private static Office Wanted(string office, Caller caller) =>
        office.Length == 0 ? caller.Office : Office.TryParse(office, out var read) ? read : throw NotificationRefusals.OfficeInvalid();

    private static IEnumerable<FieldFault> FaultsOf(RecordPreferenceRequest request)
    {
        if (!NoticePreferences.CanBeChosen(request.Kind))
        {
            yield return new FieldFault("kind", "Pilih jenis pemberitahuan yang bukan pemberitahuan hukum; yang hukum selalu disampaikan seketika.");
        }

        if (request.Manner is DeliveryManner.Unspecified || !System.Enum.IsDefined(request.Manner))
        {
            yield return new FieldFault("manner", "Pilih AT_ONCE, DIGEST, atau INBOX_ONLY.");
        }
    }
}
