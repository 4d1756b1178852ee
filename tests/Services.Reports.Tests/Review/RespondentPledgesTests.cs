using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Tests.Admission;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>What a respondent pledged, where the pledges service cannot be reached; that it can is seen through the gateway (Suite.Tests).</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class RespondentPledgesTests(BackingServices backing)
{
    private const string Office = "bawaslu:62.05";

    [Theory]
    [InlineData("19000101 196801 1 999", "Camat", "Kecamatan Uji", "", "190001011968011999 | | ")]
    [InlineData("NIP 190001011968011999", "", "", "", "190001011968011999 | | ")]
    [InlineData("tidak tahu", "Camat", "Kecamatan Uji", "", " | Camat | Kecamatan Uji")]
    [InlineData("", "Camat", "", "", null)]
    [InlineData("", "", "", "", null)]
    [InlineData("190001011968011999", "", "", "190101011968011999", "190101011968011999 | | ")]
    public void A_respondent_is_asked_for_by_number_or_by_post_and_never_by_name_alone(string number, string position, string agency, string given, string? asked)
    {
        var found = AskedRespondent.Of(new Respondent { Name = "Terlapor uji", Number = number, Position = position, Agency = agency }, given, "62.05");

        Assert.Equal(asked, found is null ? null : $"{found.Number} | {found.Position} | {found.Agency}".Replace("|  |", "| |", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_pledges_cannot_be_reached_the_case_opens_the_answer_says_so_and_the_reading_is_on_record()
    {
        var replica = await backing.ReplicaAsync();
        var sent = ExaminedReport.Whole("62.05");
        sent.Respondents[0].Number = "190001011968011999";
        var report = await ExaminedReport.SubmittedAsync(replica, sent, Office);
        GetRespondentPledgesRequest Ask(int respondent) => new() { Number = report.Number, Respondent = respondent };

        var answer = await replica.Review.GetRespondentPledgesAsync(Ask(1), TestIssuer.As(Office));
        var opened = await replica.Review.GetCaseAsync(new GetCaseRequest { Number = report.Number }, TestIssuer.As(Office));

        Assert.True(answer.IsUnavailable);
        Assert.Empty(answer.Pledges);
        Assert.StartsWith("Layanan ikrar sedang tidak dapat dihubungi", answer.Note, StringComparison.Ordinal);
        Assert.Equal(report.Number, opened.State.Number);
        await Outcome.RefusedAsync(replica.Review.GetRespondentPledgesAsync(Ask(2), TestIssuer.As(Office)), StatusCode.NotFound, "RESPONDENT_UNKNOWN");
        await Outcome.RefusedAsync(replica.Review.GetRespondentPledgesAsync(Ask(1), TestIssuer.As("bawaslu:62.71")), StatusCode.NotFound, "REPORT_UNKNOWN");
        await using var read = backing.Owner.CreateCommand(
            """
            select count(*) from reports.audit_entries a join reports.reports r on r.id = a.report_id
            where r.number = $1 and a.rpc = 'netralitas.reports.v1.ReviewService/GetRespondentPledges' and a.act = 'read'
            """);
        read.Parameters.Add(new() { Value = report.Number.Replace("-", "", StringComparison.Ordinal) });
        Assert.Equal(1L, await read.ExecuteScalarAsync());
    }
}
