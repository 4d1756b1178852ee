using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Offices;

internal sealed partial class OfficeDirectoryEndpoint
{
    /// <summary>An entry is recorded whole. When this returns, it survives a crash, and notices that are planned afterwards go to its addresses.</summary>
    /// <remarks>The same request again gets the first answer. Of two who saw the same version, one is refused. Only central says from when until when an office exists.</remarks>
    /// <exception cref="RefusalException">OFFICE_ENTRY_INVALID, OFFICE_UNKNOWN, OFFICE_CHANGED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<RecordOfficeResponse> RecordOffice(RecordOfficeRequest request, ServerCallContext context)
    {
        var entry = request.Entry ?? new OfficeEntry();
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var caller = Caller.Of(context);
            if (OfficeEntries.FaultsOf(entry) is { Count: > 0 } faults)
            {
                throw OfficeRefusals.OfficeEntryInvalid(faults);
            }

            if (caller.Role != Roles.Central && caller.Office.ToString() != entry.Office)
            {
                throw OfficeRefusals.OfficeUnknown();
            }

            // The row is locked until the commit: of two who saw the same version the second finds another.
            var known = await db.Offices.FromSql($"select * from notifications.offices where office = {entry.Office} for update").SingleOrDefaultAsync(context.CancellationToken);
            if ((known?.Version ?? 0) != request.ExpectedVersion)
            {
                throw OfficeRefusals.OfficeChanged();
            }

            RequireValidityUntouched(entry, known, caller);
            return new RecordOfficeResponse { Version = await StoreAsync(entry, known, caller, context.CancellationToken) };
        });
        Failpoint.Reach("offices.after_commit_before_reply");
        return answer;
    }

    private static void RequireValidityUntouched(OfficeEntry entry, DirectoryOffice? known, Caller caller)
    {
        if (caller.Role == Roles.Central)
        {
            return;
        }

        const string OnlyCentral = "Masa berlaku kantor hanya diubah oleh Bawaslu RI. Biarkan seperti yang tercatat.";
        var faults = new List<FieldFault>();
        if (entry.ValidFrom != OfficeEntries.Written(known?.ValidFrom))
        {
            faults.Add(new FieldFault("entry.valid_from", OnlyCentral));
        }

        if (entry.ValidTo != OfficeEntries.Written(known?.ValidTo))
        {
            faults.Add(new FieldFault("entry.valid_to", OnlyCentral));
        }

        if (faults.Count > 0)
        {
            throw OfficeRefusals.OfficeEntryInvalid(faults);
        }
    }

    private async Task<int> StoreAsync(OfficeEntry entry, DirectoryOffice? known, Caller caller, CancellationToken cancel)
    {
        var office = Office.TryParse(entry.Office, out var parsed) ? parsed : throw new InvalidOperationException("The entry was not checked.");
        var version = (known?.Version ?? 0) + 1;
        var contacts = Contact.Write(entry.Contacts.Select(c => new Contact(c.Function.Trim(), c.Channel, c.Address, c.Person.Length == 0 ? null : c.Person)));
        var deputy = entry.DeputyOffice.Length == 0 ? null : entry.DeputyOffice;
        var (validFrom, validTo, dutyFrom, dutyTo) = (OfficeEntries.Date(entry.ValidFrom), OfficeEntries.Date(entry.ValidTo), OfficeEntries.Time(entry.DutyFrom), OfficeEntries.Time(entry.DutyTo));
        var (name, by, now) = (entry.Name.Trim(), caller.Subject, clock.Now());
        var stored = await db.Database.ExecuteSqlAsync(
            $"""
            insert into notifications.offices as o (office, kind, region_code, name, deputy_office, valid_from, valid_to, duty_from, duty_to, contacts, version, recorded_by, recorded_at)
            values ({entry.Office}, {office.Kind}, {office.Code}, {name}, {deputy}, {validFrom}, {validTo}, {dutyFrom}, {dutyTo}, {contacts}::jsonb, {version}, {by}, {now})
            on conflict (office) do update set name = excluded.name, deputy_office = excluded.deputy_office, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
                duty_from = excluded.duty_from, duty_to = excluded.duty_to, contacts = excluded.contacts, version = excluded.version,
                recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
            where o.version = excluded.version - 1
            """, cancel);
        return stored == 1 ? version : throw OfficeRefusals.OfficeChanged();
    }
}
