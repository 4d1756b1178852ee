using Netralitas.Elections.DataProtection;

namespace Netralitas.Elections.Tests.DataProtection;

/// <summary>Terms of data protection: breaches LAW-PDP-05, requests LAW-PDP-06.</summary>
public class DataTermsTests
{
    private const string Ends = """
        SubjectRequest | 2026-11-20T23:30+07:00 -> pdp-subject-request 1 2026-11-23 23:30 General
        BreachToPersons | 2026-11-20T00:00+07:00 -> pdp-breach-persons 1 2026-11-23 00:00 Verified
        BreachToAuthority | 2026-12-31T12:00+07:00 -> pdp-breach-authority 1 2027-01-03 12:00 Verified

        """;

    [Fact]
    public void Three_times_twenty_four_hours_run_day_and_night_over_weekends_and_holidays() => Assert.Equal(Ends, Table.Filled(Ends, input =>
    {
        var begins = Table.Instant(input[1]);
        var term = DataTerms.Published.Of(Enum.Parse<DataTermSubject>(input[0]), DateOnly.FromDateTime(begins.DateTime));
        return $"{term.Id} {term.Version} {term.EndsAt(begins):yyyy-MM-dd HH:mm} {term.Citation.Mark}";
    }));

    [Fact]
    public void A_further_version_is_followed_from_its_day_on()
    {
        var first = DataTerms.Published.Of(DataTermSubject.SubjectRequest, Table.Date("2026-11-20"));
        var terms = new DataTerms([.. DataTerms.Published.All, first with { Version = 2, Hours = 48, ValidFrom = Table.Date("2027-01-01") }]);

        Assert.Equal((72, 48), (terms.Of(DataTermSubject.SubjectRequest, Table.Date("2026-12-31")).Hours, terms.Of(DataTermSubject.SubjectRequest, Table.Date("2027-01-01")).Hours));
        Assert.Equal(first, terms[first.Reference]);
    }
}
