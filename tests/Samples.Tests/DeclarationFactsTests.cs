using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using static Netralitas.Contracts.Pledges.V1.Activity;
using static Netralitas.Contracts.Pledges.V1.DeclarationMode;

namespace Netralitas.Samples.Tests;

/// <summary>Facts and figures as the sources print them.</summary>
public class DeclarationFactsTests
{
    [Fact]
    public void There_is_one_file_for_each_source() =>
        Assert.Equal(
            [LoadedSamples.Gorontalo, LoadedSamples.Ambon, LoadedSamples.Pasuruan, LoadedSamples.National, LoadedSamples.Samosir],
            LoadedSamples.Files.Select(file => file.Name));

    [Theory]
    [InlineData(LoadedSamples.Gorontalo, "deklarasi", "75.71", "2024-09-21", DayOfWeek.Saturday, IndonesianTimeZone.Wita, Luring, new[] { Sosialisasi, Deklarasi, Ikrar })]
    [InlineData(LoadedSamples.Ambon, "sosialisasi", "81.71", "2024-05-14", DayOfWeek.Tuesday, IndonesianTimeZone.Wit, Luring, new[] { Sosialisasi })]
    [InlineData(LoadedSamples.Pasuruan, "deklarasi", "35.75", "2024-09-23", DayOfWeek.Monday, IndonesianTimeZone.Wib, Luring, new[] { Sosialisasi, Deklarasi, Ikrar, PaktaIntegritas })]
    [InlineData(LoadedSamples.National, "pakta", "00", "2022-09-27", DayOfWeek.Tuesday, IndonesianTimeZone.Wib, Luring, new[] { Deklarasi, PaktaIntegritas })]
    [InlineData(LoadedSamples.Samosir, "sumatera-utara", "12", "2024-10-23", DayOfWeek.Wednesday, IndonesianTimeZone.Wib, Daring, new[] { Deklarasi, Ikrar })]
    [InlineData(LoadedSamples.Samosir, "samosir", "12.17", "2024-10-23", DayOfWeek.Wednesday, IndonesianTimeZone.Wib, Daring, new[] { Deklarasi, Ikrar })]
    public void Each_declaration_has_its_region_date_weekday_zone_mode_and_activities(
        string file, string key, string region, string heldOn, DayOfWeek printedWeekday, IndonesianTimeZone zone, DeclarationMode mode, Activity[] activities)
    {
        var open = LoadedSamples.Declaration(file, key).Open;

        Assert.Equal(region, open.RegionCode);
        Assert.Equal(heldOn, open.HeldOn);
        Assert.Equal(printedWeekday, DateOnly.ParseExact(open.HeldOn, "yyyy-MM-dd").DayOfWeek);
        Assert.Equal(zone, RegionDirectory.TimeZoneOf(RegionCode.Parse(open.RegionCode)));
        Assert.Equal(mode, open.Mode);
        Assert.Equal(activities, open.Activities);
    }

    [Fact]
    public void A_zone_that_is_given_is_that_of_the_region() =>
        Assert.All(
            LoadedSamples.Declarations.Select(d => d.Open).Where(open => open.TimeZone != default),
            open => Assert.Equal(RegionDirectory.TimeZoneOf(RegionCode.Parse(open.RegionCode)).ToString(), open.TimeZone.ToString()));

    [Fact]
    public void No_source_prints_an_hour() => Assert.All(LoadedSamples.Declarations, declaration => Assert.Empty(declaration.Open.StartsAt));

    [Theory]
    [InlineData(LoadedSamples.Gorontalo, PledgeTextKind.Ikrar, "Prinsip; Konflik; Kampanye; Medsos; Lapor; Skb")]
    [InlineData(LoadedSamples.Pasuruan, PledgeTextKind.Ikrar, "Prinsip; Konflik; Medsos; Uang")]
    [InlineData(LoadedSamples.National, PledgeTextKind.PaktaIntegritas, "Medsos; Kampanye, Medsos; Kampanye, Medsos; Uang")]
    [InlineData(LoadedSamples.Samosir, PledgeTextKind.Ikrar, "Prinsip; Konflik, Intimidasi; Medsos; Uang")]
    public void Each_text_has_its_points_in_order_with_their_subjects(string file, PledgeTextKind kind, string subjects)
    {
        var text = LoadedSamples.Text(file);

        Assert.Equal(kind, text.Kind);
        Assert.Equal(subjects, string.Join("; ", text.Points.Select(point => string.Join(", ", point.Subjects))));
        Assert.Equal(Enumerable.Range(1, text.Points.Count), text.Points.Select(point => point.Number));
        Assert.All(text.Points, point => Assert.DoesNotContain(SubjectTag.Unspecified, point.Subjects));
    }

    [Fact]
    public void Every_text_is_marked_as_a_summary() =>
        Assert.All(LoadedSamples.Files.SelectMany(f => f.Texts), text => Assert.Equal(Wording.Summary, text.Publish.Wording));

    [Fact]
    public void Ambon_has_no_text_and_is_for_staff_who_are_no_civil_servants_too()
    {
        var ambon = LoadedSamples.Declaration(LoadedSamples.Ambon, "sosialisasi");

        Assert.Null(ambon.Text);
        Assert.Contains(StaffCategory.Ppnpn, ambon.Open.StaffCategories);
        Assert.Contains("2024 disimpulkan", ambon.Open.Source);
    }

    [Fact]
    public void Samosir_is_a_session_of_the_declaration_of_its_province()
    {
        var session = LoadedSamples.Declaration(LoadedSamples.Samosir, "samosir");

        Assert.Equal("sumatera-utara", session.Parent);
        Assert.Equal("12", LoadedSamples.Declaration(LoadedSamples.Samosir, session.Parent!).Open.RegionCode);
    }

    [Fact]
    public void Only_Pasuruan_counts_those_who_came()
    {
        var counted = LoadedSamples.Declarations.SelectMany(d => d.Open.Participants).Where(p => p.People > 0);

        Assert.Equal([("Kepala OPD", 8), ("Camat", 4), ("Lurah", 34)], counted.Select(p => (p.Position, p.People)));
    }

    [Theory]
    [InlineData(LoadedSamples.National, "pakta")]
    [InlineData(LoadedSamples.Samosir, "sumatera-utara")]
    public void A_venue_that_is_not_printed_is_empty(string file, string key) => Assert.Empty(LoadedSamples.Declaration(file, key).Open.Venue);
}
