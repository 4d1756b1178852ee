using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Services.Pledges.Declarations;
using Wire = Netralitas.Contracts.Pledges.V1;
using WireZone = Netralitas.Contracts.Geography.V1.TimeZone;

namespace Netralitas.Services.Pledges.Tests;

public class DeclarationFormTests
{
    private const string TextId = "0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44";

    private const string Faults = """
        no title | title | Judul harus diisi, paling banyak 300 karakter.
        title of spaces | title | Judul harus diisi, paling banyak 300 karakter.
        title of 301 | title | Judul harus diisi, paling banyak 300 karakter.
        venue of 301 | venue | Tempat paling banyak 300 karakter.
        source of 501 | source | Sumber paling banyak 500 karakter.
        no region | region_code | Isi kode wilayah Kemendagri, misalnya 75.71, atau 00 untuk nasional.
        no date | held_on | Tanggal ditulis TTTT-BB-HH, misalnya 2024-09-21.
        date as people write it | held_on | Tanggal ditulis TTTT-BB-HH, misalnya 2024-09-21.
        30 February | held_on | Tanggal ditulis TTTT-BB-HH, misalnya 2024-09-21.
        hour 24 | starts_at | Pukul ditulis JJ:MM, misalnya 09:30, atau kosongkan.
        hour with seconds | starts_at | Pukul ditulis JJ:MM, misalnya 09:30, atau kosongkan.
        zone 4 | time_zone | Pilih zona waktu WIB, WITA, atau WIT, atau kosongkan.
        no mode | mode | Pilih cara penyelenggaraan: luring, daring, atau hibrida.
        mode 9 | mode | Pilih cara penyelenggaraan: luring, daring, atau hibrida.
        no activity | activities | Pilih sedikitnya satu kegiatan: sosialisasi, deklarasi, ikrar, atau pakta integritas.
        unspecified activity | activities | Pilih sedikitnya satu kegiatan: sosialisasi, deklarasi, ikrar, atau pakta integritas.
        no organiser | organiser.name | Nama penyelenggara harus diisi, paling banyak 200 karakter.
        organiser without name | organiser.name | Nama penyelenggara harus diisi, paling banyak 200 karakter.
        organiser of 201 | organiser.name | Nama penyelenggara harus diisi, paling banyak 200 karakter.
        contact of 201 | organiser.contact_name | Nama narahubung paling banyak 200 karakter.
        organiser kind 9 | organiser.kind | Pilih jenis penyelenggara.
        text is no UUID | pledge_text_id | Id harus berupa UUID.
        ikrar without text | pledge_text_id | Ikrar atau pakta integritas harus menyebut teksnya; terbitkan teks itu dahulu.
        pakta without text | pledge_text_id | Ikrar atau pakta integritas harus menyebut teksnya; terbitkan teks itu dahulu.
        parent is no UUID | parent_declaration_id | Id harus berupa UUID.
        unspecified staff | staff_categories | Pilih PNS, PPPK, atau PPNPN.
        21 contests | contests | Paling banyak 20 pemilihan, masing-masing paling banyak 200 karakter.
        empty contest | contests | Paling banyak 20 pemilihan, masing-masing paling banyak 200 karakter.
        501 participants | participants | Paling banyak 500 entri peserta.
        no role | participants[0].role | Pilih peran peserta.
        tenure 9 | participants[0].tenure | Pilih definitif, Pj, Plt, Pjs, atau Plh.
        nobody | participants[0] | Sebutkan nama, jabatan, atau unit.
        participant of 201 | participants[0] | Nama, jabatan, dan unit masing-masing paling banyak 200 karakter.
        fewer than none | participants[0].people | Jumlah orang tidak boleh kurang dari nol; isi 0 bila tidak diketahui.

        """;

    private static readonly (string Case, Action<OpenDeclarationRequest> Spoil)[] Spoiled =
    [
        ("no title", r => r.Title = ""),
        ("title of spaces", r => r.Title = "  "),
        ("title of 301", r => r.Title = Long(301)),
        ("venue of 301", r => r.Venue = Long(301)),
        ("source of 501", r => r.Source = Long(501)),
        ("no region", r => r.RegionCode = ""),
        ("no date", r => r.HeldOn = ""),
        ("date as people write it", r => r.HeldOn = "21-09-2024"),
        ("30 February", r => r.HeldOn = "2024-02-30"),
        ("hour 24", r => r.StartsAt = "24:00"),
        ("hour with seconds", r => r.StartsAt = "09:30:00"),
        ("zone 4", r => r.TimeZone = (WireZone)4),
        ("no mode", r => r.Mode = DeclarationMode.Unspecified),
        ("mode 9", r => r.Mode = (DeclarationMode)9),
        ("no activity", r => r.Activities.Clear()),
        ("unspecified activity", r => r.Activities.Add(Activity.Unspecified)),
        ("no organiser", r => r.Organiser = null),
        ("organiser without name", r => r.Organiser.Name = " "),
        ("organiser of 201", r => r.Organiser.Name = Long(201)),
        ("contact of 201", r => r.Organiser.ContactName = Long(201)),
        ("organiser kind 9", r => r.Organiser.Kind = (OrganiserKind)9),
        ("text is no UUID", r => r.PledgeTextId = "teks-1"),
        ("ikrar without text", r => r.Activities.Add(Activity.Ikrar)),
        ("pakta without text", r => r.Activities.Add(Activity.PaktaIntegritas)),
        ("parent is no UUID", r => r.ParentDeclarationId = "induk"),
        ("unspecified staff", r => r.StaffCategories.Add(StaffCategory.Unspecified)),
        ("21 contests", r => r.Contests.Add(Enumerable.Repeat("Pilkada", 21))),
        ("empty contest", r => r.Contests.Add(" ")),
        ("501 participants", r => r.Participants.Add(Enumerable.Repeat(Camat(), 501))),
        ("no role", r => r.Participants.Add(new Wire.Participant { Position = "Camat" })),
        ("tenure 9", r => r.Participants.Add(new Wire.Participant { Role = ParticipantRole.Leader, Position = "Camat", Tenure = (OfficeTenure)9 })),
        ("nobody", r => r.Participants.Add(new Wire.Participant { Role = ParticipantRole.Leader, Name = " " })),
        ("participant of 201", r => r.Participants.Add(new Wire.Participant { Role = ParticipantRole.Leader, Agency = Long(201) })),
        ("fewer than none", r => r.Participants.Add(new Wire.Participant { Role = ParticipantRole.Leader, Position = "Camat", People = -1 })),
    ];

    [Fact]
    public void Every_fault_names_its_proto_field() =>
        Assert.Equal(Faults, FaultTable.Of(Good, request => DeclarationForm.Read(request), Spoiled));

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var refusal = FaultTable.Refused(() => DeclarationForm.Read(new OpenDeclarationRequest()));

        Assert.Equal((StatusCode.InvalidArgument, "DECLARATION_INVALID"), (refusal.Code, refusal.Reason));
        Assert.Equal(["held_on", "title", "organiser.name", "mode", "activities", "region_code"], refusal.Fields.Select(f => f.Field));
        Assert.Equal("Deklarasi belum dapat dicatat. Tanggal ditulis TTTT-BB-HH, misalnya 2024-09-21. (dan 5 hal lain pada rincian)", refusal.Message);
    }

    [Theory]
    [InlineData("75.72")]
    [InlineData("99")]
    [InlineData("7571")]
    [InlineData("Gorontalo")]
    public void A_region_that_does_not_exist_is_refused_by_its_own_reason(string code)
    {
        var request = Good();
        request.RegionCode = code;

        var refusal = FaultTable.Refused(() => DeclarationForm.Read(request));

        Assert.Equal((StatusCode.InvalidArgument, "REGION_UNKNOWN"), (refusal.Code, refusal.Reason));
        Assert.Contains($"'{code}'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("region_code", Assert.Single(refusal.Fields).Field);
    }

    [Theory]
    [InlineData("75.71", WireZone.Unspecified, IndonesianTimeZone.Wita)]
    [InlineData("81.71", WireZone.Unspecified, IndonesianTimeZone.Wit)]
    [InlineData("35.75", WireZone.Unspecified, IndonesianTimeZone.Wib)]
    [InlineData("00", WireZone.Unspecified, IndonesianTimeZone.Wib)]
    [InlineData("75.71", WireZone.Wib, IndonesianTimeZone.Wib)]
    [InlineData("00", WireZone.Wita, IndonesianTimeZone.Wita)]
    [InlineData("35.75", WireZone.Wit, IndonesianTimeZone.Wit)]
    public void The_zone_is_the_regions_unless_the_organiser_names_one(string region, WireZone asked, IndonesianTimeZone zone)
    {
        var request = Good();
        (request.RegionCode, request.TimeZone) = (region, asked);

        Assert.Equal(zone, Stored(request).TimeZone);
    }

    [Fact]
    public void Without_hour_staff_and_text_a_teaching_event_is_whole()
    {
        var stored = Stored(Good());

        Assert.Equal((null, null, null), (stored.StartsAt, stored.PledgeTextId, stored.ParentDeclarationId));
        Assert.Equal([StaffCategory.Pns, StaffCategory.Pppk], stored.StaffCategories);
    }

    [Fact]
    public void What_was_given_is_stored_trimmed_once_and_as_its_type()
    {
        var request = Good();
        (request.Title, request.Venue, request.Source, request.StartsAt) = (" Ikrar ", " Aula ", " berita ", "09:30");
        (request.PledgeTextId, request.ParentDeclarationId) = (TextId, TextId.ToUpperInvariant());
        request.Activities.Add([Activity.Ikrar, Activity.Ikrar]);
        request.StaffCategories.Add([StaffCategory.Ppnpn, StaffCategory.Ppnpn]);
        request.Participants.Add([Camat(), new Wire.Participant { Role = ParticipantRole.Attendee, Agency = " OPD ", People = 46 }]);

        var stored = Stored(request);

        Assert.Equal(("Ikrar", "Aula", "berita"), (stored.Title, stored.Venue, stored.Source));
        Assert.Equal((new DateOnly(2024, 9, 21), new TimeOnly(9, 30)), (stored.HeldOn, stored.StartsAt));
        Assert.Equal((Guid.Parse(TextId), Guid.Parse(TextId)), (stored.PledgeTextId, stored.ParentDeclarationId));
        Assert.Equal([Activity.Sosialisasi, Activity.Ikrar], stored.Activities);
        Assert.Equal([StaffCategory.Ppnpn], stored.StaffCategories);
        Assert.Equal([("Camat", "", (int?)null), ("", "OPD", 46)], stored.Participants.Select(p => (p.Position, p.Agency, p.People)));
        Assert.Equal((1, 0, 0, 0), (stored.Version, stored.Signatures, stored.PersonalPledges, stored.OnBehalf));
    }

    private static OpenDeclarationRequest Good() => new()
    {
        Title = "Sosialisasi netralitas ASN",
        RegionCode = "75.71",
        HeldOn = "2024-09-21",
        Mode = DeclarationMode.Luring,
        Activities = { Activity.Sosialisasi },
        Organiser = new Organiser { Name = "Bawaslu Kota Gorontalo", Kind = OrganiserKind.Bawaslu },
    };

    private static Wire.Participant Camat() => new() { Role = ParticipantRole.Leader, Position = "Camat" };

    private static Declaration Stored(OpenDeclarationRequest request) =>
        DeclarationForm.Read(request).ToDeclaration(Guid.Empty, DeclarationStatus.Open, DateTimeOffset.UnixEpoch);

    private static string Long(int length) => new('x', length);
}
