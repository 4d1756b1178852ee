using Netralitas.Geography;
using Netralitas.Services.Pledges;
using Netralitas.Services.Pledges.Personal;
using NpgsqlTypes;

namespace Netralitas.Pledges.Bench;

/// <summary>Rosters and signatures that are loaded straight into the tables, as the service would have left them; without their entries in the log.</summary>
internal sealed class StoredPeople(BackingServices backing, string declaration) : IDisposable
{
    internal const string IndexKey = "bench-index-0123456789-0123456789-0123456789";
    internal const string SealKey = "bench-0123456789-0123456789-0123456789";

    private const int PeopleInUnit = 50;

    // What is derived from the tables again; keys of a person stay, and are built at the end.
    private static readonly string[] Filled = ["roster_entries", "signatures", "pledged", "coverage"];

    private readonly PersonalData personal = new(new PersonalDataOptions { Keys = new Dictionary<string, string> { ["1"] = SealKey }, IndexKey = IndexKey });
    private readonly List<(Guid Id, string Region)> units = [];

    /// <summary>People on the rosters.</summary>
    internal int Expected { get; private set; }

    /// <summary>Of these, the first have signed.</summary>
    internal int Signed { get; private set; }

    /// <summary>Loads more.</summary>
    /// <param name="expected">People on the rosters then.</param>
    /// <param name="signed">Signatures then.</param>
    internal async Task FillAsync(int expected, int signed)
    {
        await AddUnitsAsync();
        var definitions = await DropIndexesAsync();
        await CopyEntriesAsync(expected);
        await CopySignaturesAsync(signed);
        await backing.ExecuteAsync(CountSql);
        foreach (var definition in definitions)
        {
            await backing.ExecuteAsync(definition);
        }

        await backing.ExecuteAsync("vacuum analyze");
        await backing.ExecuteAsync("checkpoint");
        (Expected, Signed) = (expected, signed);
    }

    /// <summary>One more person signed than was loaded.</summary>
    internal void AddSigned(int count) => Signed += count;

    public void Dispose() => personal.Dispose();

    // Units of every village, and forty of every regency and city.
    private async Task AddUnitsAsync()
    {
        if (units.Count > 0)
        {
            return;
        }

        var country = RegionCode.Parse("00");
        var names = RegionDirectory.Within(country, RegionLevel.Village).Select(village => (village.Code, Name: $"Kantor {village.FullName}"))
            .Concat(RegionDirectory.Within(country, RegionLevel.Regency).SelectMany(regency => Enumerable.Range(0, 40).Select(n => (regency.Code, Name: $"Dinas Contoh {n} {regency.FullName}"))));
        await using var connection = await backing.Owner.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync("copy pledges.agencies (id, region_code, name, name_key) from stdin (format binary)");
        foreach (var (code, name) in names)
        {
            units.Add((Guid.CreateVersion7(), code.ToString()));
            await copy.StartRowAsync();
            await copy.WriteAsync(units[^1].Id);
            await copy.WriteAsync(units[^1].Region);
            await copy.WriteAsync(name);
            await copy.WriteAsync($"{WordKey.Of(name)} {units.Count}");
        }

        await copy.CompleteAsync();
    }

    private async Task<List<string>> DropIndexesAsync()
    {
        var definitions = new List<string>();
        var names = new List<string>();
        await using (var read = backing.Owner.CreateCommand(
            """
            select i.indexdef, i.schemaname || '.' || i.indexname from pg_indexes i join pg_class c on c.relname = i.indexname join pg_index x on x.indexrelid = c.oid
            where i.schemaname = 'pledges' and i.tablename = any($1) and not exists (select from pg_constraint k where k.conindid = c.oid)
            """))
        {
            read.Parameters.Add(new() { Value = Filled });
            await using var rows = await read.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                definitions.Add(rows.GetString(0));
                names.Add(rows.GetString(1));
            }
        }

        foreach (var name in names)
        {
            await backing.ExecuteAsync($"drop index {name}");
        }

        return definitions;
    }

    private async Task CopyEntriesAsync(int expected)
    {
        await using var connection = await backing.Owner.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy pledges.roster_entries (id, person_index, post_index, sealed, check_value, category, position, position_key, agency_id, region_code, is_counted, upload_id) from stdin (format binary)
            """);
        for (var n = Expected; n < expected; n++)
        {
            var (unit, region) = units[UnitOf(n)];
            await copy.StartRowAsync();
            await copy.WriteAsync(EntryOf(n));
            await copy.WriteAsync(personal.IndexOfNumber(People.Nip(n)));
            await copy.WriteAsync(Guid.NewGuid());
            await copy.WriteAsync(new byte[100]);
            await copy.WriteAsync(new byte[32]);
            await copy.WriteAsync(n % 5 == 0 ? "Pppk" : "Pns");
            await copy.WriteAsync(PositionOf(n));
            await copy.WriteAsync(WordKey.Of(PositionOf(n)));
            await copy.WriteAsync(unit);
            await copy.WriteAsync(region);
            await copy.WriteAsync(true);
            await copy.WriteAsync(Guid.Empty);
        }

        await copy.CompleteAsync();
    }

    private async Task CopySignaturesAsync(int signed)
    {
        var from = Signed;
        await using var connection = await backing.Owner.OpenConnectionAsync();
        var scope = await backing.ScalarAsync<Guid>("select pledge_text_id from pledges.declarations where id = $1", Guid.Parse(declaration));
        await using (var copy = await connection.BeginBinaryImportAsync(
            """
            copy pledges.signatures (id, declaration_id, signer_name, sealed_number, signer_index, pledge_scope, position, position_key, agency, tenure, represented, mandate_basis, method, recorded_at, signed_on)
            from stdin (format binary)
            """))
        {
            for (var n = from; n < signed; n++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(SignatureOf(n));
                await copy.WriteAsync(Guid.Parse(declaration));
                await copy.WriteAsync($"Pegawai Contoh Nomor {n}, S.Sos., M.Si.");
                await copy.WriteAsync(new byte[49]);
                await copy.WriteAsync(personal.IndexOfNumber(People.Nip(n)));
                await copy.WriteAsync(PledgeScope.Of(scope, []));
                await copy.WriteAsync(PositionOf(n));
                await copy.WriteAsync(WordKey.Of(PositionOf(n)));
                await copy.WriteAsync("Dinas Contoh");
                await copy.WriteAsync("Definitif");
                await copy.WriteAsync("");
                await copy.WriteAsync("");
                await copy.WriteAsync("Stream");
                await copy.WriteAsync(DateTime.UtcNow, NpgsqlDbType.TimestampTz);
                await copy.WriteAsync(DayOf(n), NpgsqlDbType.Date);
            }

            await copy.CompleteAsync();
        }

        await using var pledged = await connection.BeginBinaryImportAsync("copy pledges.pledged (entry_id, pledge_scope, signature_id) from stdin (format binary)");
        for (var n = from; n < signed; n++)
        {
            await pledged.StartRowAsync();
            await pledged.WriteAsync(EntryOf(n));
            await pledged.WriteAsync(PledgeScope.Of(scope, []));
            await pledged.WriteAsync(SignatureOf(n));
        }

        await pledged.CompleteAsync();
    }

    // An agency's system sends its own people.
    private int UnitOf(int n) => n / PeopleInUnit % units.Count;

    private string PositionOf(int n) => $"Analis Kebijakan {((UnitOf(n) * 7) + (n % 10)) % 300}";

    // Half a year in which people sign.
    private static DateOnly DayOf(int n) => new DateOnly(2024, 6, 1).AddDays(n % 180);

    private static Guid EntryOf(int n) => new($"00000000-0000-7000-8000-{n:x12}");

    private static Guid SignatureOf(int n) => new($"00000001-0000-7000-8000-{n:x12}");

    private const string CountSql =
        """
        delete from pledges.coverage;
        insert into pledges.coverage (pledge_scope, area, dimension, value, expected, pledged)
        select scope, area.code, dimension.name, dimension.value, sum(expected), sum(pledged)
        from (
            select '00000000-0000-0000-0000-000000000000'::uuid as scope, region_code, agency_id, category, position_key as position, null as day, count(*) as expected, 0 as pledged
            from pledges.roster_entries group by 2, 3, 4, 5
            union all
            select p.pledge_scope, e.region_code, e.agency_id, e.category, e.position_key, s.signed_on::text, 0, count(*)
            from pledges.pledged p join pledges.roster_entries e on e.id = p.entry_id join pledges.signatures s on s.id = p.signature_id group by 1, 2, 3, 4, 5, 6) cells
        cross join lateral (
            select '00' as code union select left(region_code, length) from (values (2), (5), (8), (13)) as part(length) union select 'a:' || agency_id) area
        cross join lateral (values ('all', ''), ('category', category), ('position', position), ('day', day)) as dimension(name, value)
        where dimension.value is not null
        group by 1, 2, 3, 4
        """;
}
