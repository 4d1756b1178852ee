using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Signing;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>What a list added.</summary>
internal sealed record SignatureTotals(int Signatures, int PersonalPledges)
{
    internal static SignatureTotals Of(IReadOnlyList<SignatureRow> rows, IReadOnlyList<RecordedSignature> recorded) =>
        new(recorded.Count(r => r.IsRecorded), rows.Zip(recorded).Count(pair => pair.Second.IsRecorded && pair.First.Represented.Length == 0));
}

/// <summary>What a declaration counts to.</summary>
internal sealed record DeclarationTotals(int Signatures, int PersonalPledges);

/// <summary>Counts that are kept beside a declaration's row.</summary>
internal sealed record DeclarationCounts(int Signatures, int PersonalPledges, int Withdrawn, int Refused);

/// <summary>What became of a row.</summary>
/// <param name="Id">Identity that the signature has when it was recorded.</param>
/// <param name="IsRecorded">False when the person had signed before.</param>
/// <param name="IsOnRoster">Whether the roster expects the signer.</param>
internal sealed record RecordedSignature(Guid Id, bool IsRecorded, bool IsOnRoster);

/// <summary>Where signatures come from.</summary>
/// <param name="DeclarationId">The declaration.</param>
/// <param name="TextId">Its text.</param>
/// <param name="Scope">Text and contests.</param>
/// <param name="RegionCode">Region of the declaration.</param>
/// <param name="Method">How they were given.</param>
/// <param name="HeldOn">Local date of the declaration.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="ListId">The attested list that they stand on.</param>
internal sealed record SignatureOrigin(Guid DeclarationId, Guid TextId, Guid Scope, string RegionCode, SigningMethod Method, DateOnly HeldOn, IndonesianTimeZone Zone, Guid? ListId = null)
{
    /// <summary>The day on which a signature was given: of the row where it says when; of now, on an own device and by invitation; else that of the declaration, where lists, sheets and streams were signed.</summary>
    internal DateOnly SignedOn(SignatureRow row, DateTimeOffset now) =>
        row.SignedAt is { } signedAt ? Zone.LocalDate(signedAt) : Method is SigningMethod.Device or SigningMethod.Invitation ? Zone.LocalDate(now) : HeldOn;

    /// <exception cref="ServiceDefaults.RefusalException">DECLARATION_WITHOUT_TEXT.</exception>
    internal static SignatureOrigin Of(Guid declarationId, LockedDeclaration declaration, SigningMethod method, Guid? listId = null) =>
        declaration.PledgeTextId is { } textId
            ? new(declarationId, textId, PledgeScope.Of(textId, declaration.Contests), declaration.RegionCode, method, declaration.HeldOn, declaration.Zone, listId)
            : throw PledgeRefusals.DeclarationWithoutText();
}

/// <summary>What a list must know of its declaration.</summary>
internal sealed record LockedDeclaration(string RegionCode, Guid? PledgeTextId, string StatusName, string[] Contests, DateOnly HeldOn, string ZoneName)
{
    internal DeclarationStatus Status => Enum.Parse<DeclarationStatus>(StatusName);

    internal IndonesianTimeZone Zone => Enum.Parse<IndonesianTimeZone>(ZoneName);
}

/// <summary>The hot path of signing: whole lists in one statement, within the caller's transaction.</summary>
/// <remarks>Each result is read with ToListAsync: any other operator would wrap the statement in a SELECT, which PostgreSQL does not allow around a change.</remarks>
internal static class SignatureSql
{
    // Below it a statement takes less time than the messages of a copy.
    private const int FewestCopied = 200;
    private const string BeforeCopy = "before_copy";

    /// <summary>Every signature has one entry in the log; an erased one too.</summary>
    internal static readonly LoggedRecords Logged = new(CommitmentKind.Pledge, "select id as subject, (recorded_at at time zone 'UTC')::date as day from pledges.signatures");

    /// <summary>Holds a declaration's status until the transaction ends, beside others who hold it; null when there is no such declaration.</summary>
    internal static async Task<LockedDeclaration?> HoldDeclarationAsync(this PledgesDb db, Guid id, CancellationToken cancel) =>
        (await db.Database.SqlQuery<LockedDeclaration>(
            $"""
            select region_code as "RegionCode", pledge_text_id as "PledgeTextId", status as "StatusName", contests as "Contests", held_on_date as "HeldOn", time_zone as "ZoneName"
            from pledges.declarations where id = {id} for share
            """).ToListAsync(cancel)).SingleOrDefault();

    /// <summary>Locks a declaration until the transaction ends, so that its status and its sessions stay as they are.</summary>
    internal static async Task<LockedDeclaration?> LockDeclarationAsync(this PledgesDb db, Guid id, CancellationToken cancel) =>
        (await db.Database.SqlQuery<LockedDeclaration>(
            $"""
            select region_code as "RegionCode", pledge_text_id as "PledgeTextId", status as "StatusName", contests as "Contests", held_on_date as "HeldOn", time_zone as "ZoneName"
            from pledges.declarations where id = {id} for update
            """).ToListAsync(cancel)).SingleOrDefault();

    /// <summary>Inserts the signatures that their scope does not have yet; for each what the log will show of it and what opens that; the log's promise to show them all; and what the coverage gains.</summary>
    /// <returns>What became of each row, in the order of the rows; and the id of the promise, null when nothing was added.</returns>
    /// <remarks>
    /// Of two transactions with one person the second waits and records nothing. A signature for others pledges for none of them [LAW-PLG-01]. Rosters do not change while the transaction is open (<see cref="RosterLock"/>), so that
    /// nobody is counted in a unit that the person has left. People are inserted in the order of their indexes: lists with the same people in another order do not lock each other out.
    /// </remarks>
    internal static async Task<(IReadOnlyList<RecordedSignature> Recorded, Guid? Promise)> InsertSignaturesAsync(
        this PledgesDb db, PersonalData personal, InclusionPromises promises, SignatureOrigin origin, IReadOnlyList<SignatureRow> rows, DateTimeOffset now, CancellationToken cancel)
    {
        await db.LockRostersSharedAsync(cancel);
        await db.ReadByIndexAsync(cancel);
        var promise = Guid.CreateVersion7();
        var list = rows.Select(row => PreparedSignature.Of(personal, origin, row, now)).ToList();
        var recorded = await db.InsertOrCopyAsync(personal, origin, list, promise, now, cancel);
        var promised = list.Zip(recorded).Where(each => each.Second.IsRecorded).Select(each => (Subject: each.First.Id, each.First.Record.Entry)).ToList();
        if (promised.Count == 0)
        {
            return (recorded, null);
        }

        await promises.GiveAsync((NpgsqlConnection)db.Database.GetDbConnection(), promise, promised, now, cancel);
        return (recorded, promise);
    }

    /// <summary>Keeps plans from reading whole tables until the transaction ends; a list of thousands would make one look cheap.</summary>
    internal static Task ReadByIndexAsync(this PledgesDb db, CancellationToken cancel) => db.Database.ExecuteSqlRawAsync(QueryPlans.ByIndex, cancel);

    // A list that is worth it is copied, but for who has no number; should another transaction have recorded somebody meanwhile, all of it goes the other way.
    private static async Task<IReadOnlyList<RecordedSignature>> InsertOrCopyAsync(
        this PledgesDb db, PersonalData personal, SignatureOrigin origin, List<PreparedSignature> list, Guid promise, DateTimeOffset now, CancellationToken cancel)
    {
        var copied = list.Where(signature => signature.Person is not null).ToList();
        if (copied.Count < FewestCopied)
        {
            return await db.InsertAsync(personal, origin, list, promise, now, cancel);
        }

        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(BeforeCopy, cancel);
        RecordedSignature[] recorded;
        try
        {
            recorded = await SignatureCopy.CopyAsync((NpgsqlConnection)db.Database.GetDbConnection(), personal, origin, copied, promise, now, cancel);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await transaction.RollbackToSavepointAsync(BeforeCopy, cancel);
            return await db.InsertAsync(personal, origin, list, promise, now, cancel);
        }

        if (copied.Count == list.Count)
        {
            return recorded;
        }

        var others = await db.InsertAsync(personal, origin, [.. list.Where(signature => signature.Person is null)], promise, now, cancel);
        var all = recorded.Concat(others).ToDictionary(each => each.Id);
        return [.. list.Select(signature => all[signature.Id])];
    }

    /// <summary>Adds to the declaration's counts without waiting for anybody else who does.</summary>
    internal static Task AddToTalliesAsync(this PledgesDb db, Guid declarationId, SignatureTotals added, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.declaration_tallies as t (declaration_id, shard, signatures, personal_pledges)
            values ({declarationId}, pg_backend_pid() % 64, {added.Signatures}, {added.PersonalPledges})
            on conflict (declaration_id, shard) do update set signatures = t.signatures + excluded.signatures, personal_pledges = t.personal_pledges + excluded.personal_pledges
            """, cancel);

    /// <summary>What was signed, beside what the release before counted in the declaration's own row; and what was withdrawn and refused.</summary>
    internal static async Task<DeclarationCounts> CountsBesideAsync(this PledgesDb db, Guid declarationId, CancellationToken cancel) =>
        (await db.Database.SqlQuery<DeclarationCounts>(
            $"""
            select coalesce(sum(signatures), 0)::int as "Signatures", coalesce(sum(personal_pledges), 0)::int as "PersonalPledges",
                (select count(*) from pledges.pledge_facts f where f.declaration_id = {declarationId} and kind = 'Withdrawn')::int as "Withdrawn",
                (select count(*) from pledges.pledge_facts f where f.declaration_id = {declarationId} and kind = 'Refused')::int as "Refused"
            from pledges.declaration_tallies where declaration_id = {declarationId}
            """).ToListAsync(cancel)).Single();

    /// <summary>Counts people noted as present where a text is pledged. Presence is no signature.</summary>
    /// <param name="db">Context with an open transaction.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="participants">Entries of its roll that were not counted yet.</param>
    /// <param name="cancel">Gives up.</param>
    internal static Task CountPresentAsync(this PledgesDb db, Declaration declaration, IEnumerable<Participant> participants, CancellationToken cancel)
    {
        // An entry without a number that names a person stands for that one; a group without a number for nobody knows how many.
        var present = participants.Where(p => p.Role is ParticipantRole.Attendee or ParticipantRole.OnlineAttendee).Select(p => (Key: WordKey.Of(p.Position), People: p.People ?? (p.Name.Length > 0 ? 1 : 0))).Where(p => p.People > 0).ToList();
        if (declaration.PledgeTextId is not { } textId || present.Count == 0)
        {
            return Task.CompletedTask;
        }

        string[] positions = [.. present.Select(p => p.Key)];
        int[] people = [.. present.Select(p => p.People)];
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.coverage_deltas (pledge_scope, region_code, position, day, present)
            select {PledgeScope.Of(textId, declaration.Contests)}, {declaration.RegionCode}, position, {declaration.HeldOn}, people from unnest({positions}, {people}) as p(position, people)
            """, cancel);
    }

    /// <summary>What the declaration counts to, as this transaction sees it: its own signatures, and those of all that have ended.</summary>
    internal static async Task<DeclarationTotals> ReadCountsAsync(this PledgesDb db, Guid id, CancellationToken cancel)
    {
        var totals = await db.Database.SqlQuery<DeclarationTotals>(
            $"""
            select (d.signatures + coalesce(sum(t.signatures), 0))::int as "Signatures", (d.personal_pledges + coalesce(sum(t.personal_pledges), 0))::int as "PersonalPledges"
            from pledges.declarations d left join pledges.declaration_tallies t on t.declaration_id = d.id where d.id = {id} group by d.id
            """).ToListAsync(cancel);
        return totals.Single();
    }
}
