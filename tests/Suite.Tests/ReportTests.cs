using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class ReportTests(RunningSuite suite)
{
    [Fact]
    public async Task One_sentence_without_anything_else_is_accepted()
    {
        var answer = await suite.Intake.SubmitReportAsync(new SubmitReportRequest { Narrative = "Ada ASN ikut kampanye." });

        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$", answer.Number);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}$", answer.AccessCode);
        Assert.NotEmpty(answer.Remarks);
    }

    [Theory]
    [InlineData("region_code", "99.99")]
    [InlineData("region_code", "entah di mana")]
    [InlineData("happened_on", "kemarin sore")]
    [InlineData("known_on", "32/13/2024")]
    [InlineData("request_id", "bukan-uuid")]
    [InlineData("narrative", "x\0y")]
    public async Task What_cannot_be_understood_is_taken_in_all_the_same(string field, string value)
    {
        var request = Requests.Report();
        SubmitReportRequest.Descriptor.FindFieldByName(field).Accessor.SetValue(request, value);

        Assert.NotEmpty((await suite.Intake.SubmitReportAsync(request)).Number);
    }

    [Fact]
    public async Task A_draft_is_told_what_it_lacks_and_what_it_would_be_and_its_receipt_says_the_same()
    {
        var draft = Requests.Report();

        var told = await suite.Intake.CheckDraftAsync(new CheckDraftRequest { Draft = draft });
        var nothing = await suite.Intake.CheckDraftAsync(new CheckDraftRequest());
        var receipt = await suite.Intake.SubmitReportAsync(draft);

        Assert.Equal(ReportKind.InformasiAwal, told.Kind);
        Assert.Equal(told.Kind, receipt.Kind);
        Assert.Equal(told.Requirements.Where(r => !r.IsMet).Select(r => r.Advice).Concat(told.Notes), receipt.Remarks);
        Assert.DoesNotContain(nothing.Requirements, requirement => requirement.IsMet);
    }

    [Fact]
    public async Task A_report_with_name_and_address_is_a_laporan_and_gets_its_official_number()
    {
        var request = Requests.Report();
        request.Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji", Capacity = ReporterCapacity.Voter };

        request.Contest = "Pemilihan Wali Kota Pasuruan";

        var receipt = await suite.Intake.SubmitReportAsync(request);
        var tracked = await Eventually.SeeAsync(
            () => suite.Intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode }).ResponseAsync, answer => answer.OfficialNumber.Length > 0);

        Assert.Equal((ReportKind.Laporan, ReportKind.Laporan), (receipt.Kind, tracked.Kind));
        Assert.Matches(@"^[0-9]{3,}/LP/PW/Kota/K35\.75/[IVX]+/20[0-9]{2}$", tracked.OfficialNumber);
    }

    [Fact]
    public async Task The_reporter_follows_a_report_by_number_and_code_however_they_are_typed()
    {
        var report = await suite.Intake.SubmitReportAsync(Requests.Report());

        var status = await suite.Intake.TrackReportAsync(new TrackReportRequest
        {
            Number = report.Number.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(),
            AccessCode = report.AccessCode.Replace('-', ' ').Replace('0', 'O').Replace('1', 'l'),
        });

        Assert.Equal(ReportStatus.Received, status.Status);
        Assert.Equal("Diterima", status.StatusText);
        Assert.Equal(report.Number, status.Number);
        Assert.Equal(report.ReceivedAt, status.ReceivedAt);
    }

    [Fact]
    public async Task A_wrong_code_and_an_unknown_number_are_answered_alike()
    {
        var report = await suite.Intake.SubmitReportAsync(Requests.Report());
        var another = await suite.Intake.SubmitReportAsync(Requests.Report());

        var wrongCode = await Refusal.OfAsync(suite.Intake.TrackReportAsync(new TrackReportRequest { Number = report.Number, AccessCode = another.AccessCode }));
        var unknownNumber = await Refusal.OfAsync(suite.Intake.TrackReportAsync(new TrackReportRequest { Number = "0000-0000-0000", AccessCode = report.AccessCode }));
        var nothing = await Refusal.OfAsync(suite.Intake.TrackReportAsync(new TrackReportRequest()));

        Assert.Equal((StatusCode.NotFound, "REPORT_NOT_FOUND"), (wrongCode.Code, wrongCode.Reason));
        Assert.Equivalent(wrongCode, unknownNumber);
        Assert.Equivalent(wrongCode, nothing);
    }

    [Fact]
    public async Task The_same_request_twice_and_at_once_gets_one_number_and_code()
    {
        var request = Requests.Report();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => suite.Intake.SubmitReportAsync(request).ResponseAsync));
        var again = await suite.Intake.SubmitReportAsync(request);

        Assert.All(answers, answer => Assert.Equal(again, answer));
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_another_report()
    {
        var request = Requests.Report();
        var first = await suite.Intake.SubmitReportAsync(request);
        request.Narrative += " Dan satu hal lagi.";

        var second = await suite.Intake.SubmitReportAsync(request);

        Assert.NotEqual(first.Number, second.Number);
        Assert.NotEqual(first.AccessCode, second.AccessCode);
    }

    [Fact]
    public async Task The_offices_of_the_place_are_told_once_and_nothing_of_what_was_reported()
    {
        var request = Requests.Report("CONTOH kanari-7f3a tentang unggahan.");
        request.Reporter = new Reporter { Name = "Pelapor kanari-7f3a", Address = "Jalan kanari-7f3a" };
        var report = await suite.Intake.SubmitReportAsync(request);
        await suite.Intake.SubmitReportAsync(request);
        // A report taken in later has its notice by then: a second notice of the earlier one would be there too.
        var marker = await suite.Intake.SubmitReportAsync(Requests.Report());

        foreach (var office in new[] { "bawaslu:35.75", "bawaslu:35", "bawaslu:00" })
        {
            await Eventually.SeeAsync(() => NoticesAsync(office, marker.Number), found => found.Count > 0);
            var notices = await Eventually.SeeAsync(() => NoticesAsync(office, report.Number), found => found.Count > 0);
            var notice = Assert.Single(notices);
            Assert.Equal(NoticeKind.ReportReceived, notice.Kind);
            Assert.DoesNotContain("kanari", notice.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_tip_without_a_name_is_told_at_the_end_of_a_window_and_without_the_hour()
    {
        var tip = await suite.Intake.SubmitReportAsync(Requests.Report());

        var notice = (await Eventually.SeeAsync(() => NoticesAsync("bawaslu:35.75", tip.Number), found => found.Count > 0))[0];

        // Windows of three seconds while the AppHost runs the suite.
        Assert.Equal((0L, 0), (notice.CreatedAt.Seconds % 3, notice.CreatedAt.Nanos));
        Assert.True(notice.CreatedAt.ToDateTimeOffset() > tip.ReceivedAt.ToDateTimeOffset(), $"{notice.CreatedAt} is not after {tip.ReceivedAt}");
        Assert.DoesNotContain("pukul", notice.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_no_known_place_reaches_central_alone()
    {
        var report = await suite.Intake.SubmitReportAsync(new SubmitReportRequest { Narrative = "Tanpa tempat." });

        Assert.Single(await Eventually.SeeAsync(() => NoticesAsync("bawaslu:00", report.Number), found => found.Count > 0));
    }

    [Fact]
    public async Task A_report_without_a_single_word_is_refused_and_told_why()
    {
        var refusal = await Refusal.OfAsync(suite.Intake.SubmitReportAsync(new SubmitReportRequest { RequestId = Requests.NewId(), Narrative = " ... " }));

        Assert.Equal((StatusCode.InvalidArgument, "REPORT_EMPTY", "reports.netralitas"), (refusal.Code, refusal.Reason, refusal.Domain));
    }

    [Fact]
    public async Task Three_mebibytes_are_taken_in_and_five_are_refused()
    {
        Assert.NotEmpty((await suite.Intake.SubmitReportAsync(Requests.Report(new string('a', 3 * 1024 * 1024)))).Number);

        var refusal = await Refusal.OfAsync(suite.Intake.SubmitReportAsync(Requests.Report(new string('a', 5 * 1024 * 1024))));

        Assert.Equal((StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE"), (refusal.Code, refusal.Reason));
    }

    private async Task<List<Notice>> NoticesAsync(string office, string number)
    {
        var page = await suite.Inbox.ListNoticesAsync(new ListNoticesRequest { Office = office, PageSize = 200 }, suite.As("bawaslu:00", "central"));
        return [.. page.Notices.Where(n => n.Body.Contains(number, StringComparison.Ordinal))];
    }
}
