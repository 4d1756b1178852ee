using Grpc.Core;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class OfficeIntakeTests(RunningSuite suite)
{
    [Fact]
    public async Task A_walk_in_gets_a_receipt_like_anyones_and_is_counted_by_the_office_that_took_it()
    {
        var request = new EnterReportRequest { RequestId = Requests.NewId(), Report = Named("35.75") };

        var receipt = await suite.OfficeIntake.EnterReportAsync(request, suite.As("bawaslu:75.71"));
        var again = await suite.OfficeIntake.EnterReportAsync(request, suite.As("bawaslu:75.71"));
        var tracked = await NumberedAsync(receipt.Number, receipt.AccessCode);

        Assert.Equal(receipt, again);
        Assert.Equal(ReportKind.Laporan, receipt.Kind);
        Assert.Contains("/LP/PW/Kota/K75.71/", tracked.OfficialNumber, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_walk_in_without_a_name_is_informasi_awal()
    {
        var receipt = await suite.OfficeIntake.EnterReportAsync(new EnterReportRequest { RequestId = Requests.NewId(), Report = Requests.Report() }, suite.As("bawaslu:35.75"));

        Assert.Equal(ReportKind.InformasiAwal, receipt.Kind);
        Assert.NotEmpty(receipt.Remarks);
    }

    [Fact]
    public async Task A_finding_is_a_temuan_with_a_number_of_its_register()
    {
        var request = new RecordFindingRequest { RequestId = Requests.NewId(), Finding = Named("") };

        var finding = await suite.OfficeIntake.RecordFindingAsync(request, suite.As("bawaslu:12.17"));
        var again = await suite.OfficeIntake.RecordFindingAsync(request, suite.As("bawaslu:12.17"));
        var tracked = await NumberedAsync(finding.Number, finding.AccessCode);

        Assert.Equal(finding, again);
        Assert.Equal((ReportKind.Temuan, "Temuan"), (tracked.Kind, tracked.KindText));
        Assert.Matches(@"^[0-9]{3,}/TM/PW/Kab/K12\.17/[IVX]+/20[0-9]{2}$", tracked.OfficialNumber);
    }

    [Fact]
    public async Task A_supervisors_note_is_an_LHP_and_has_no_official_number()
    {
        var note = await suite.OfficeIntake.RecordSupervisionAsync(
            new RecordSupervisionRequest { RequestId = Requests.NewId(), Note = Named("81.71.01") }, suite.As("bawaslu:81.71"));
        // What came later is numbered by then: the other would be too.
        var marker = await suite.OfficeIntake.RecordFindingAsync(new RecordFindingRequest { RequestId = Requests.NewId(), Finding = Named("81.71") }, suite.As("bawaslu:81.71"));
        await NumberedAsync(marker.Number, marker.AccessCode);

        var tracked = await TrackAsync(note.Number, note.AccessCode);

        Assert.Equal((ReportKind.Lhp, "Laporan hasil pengawasan", ""), (tracked.Kind, tracked.KindText, tracked.OfficialNumber));
    }

    [Fact]
    public async Task Of_findings_and_notes_each_wrong_one_is_told_what_is_wrong()
    {
        var officer = suite.As("bawaslu:35.75");

        await RefusedAsync(suite.OfficeIntake.EnterReportAsync(new EnterReportRequest(), officer), StatusCode.InvalidArgument, "REPORT_EMPTY");
        await RefusedAsync(suite.OfficeIntake.RecordFindingAsync(new RecordFindingRequest { Finding = new SubmitReportRequest() }, officer), StatusCode.InvalidArgument, "REPORT_EMPTY");
        await RefusedAsync(suite.OfficeIntake.RecordFindingAsync(new RecordFindingRequest { Finding = Named("99.99") }, officer), StatusCode.InvalidArgument, "REGION_UNKNOWN");
        await RefusedAsync(suite.OfficeIntake.RecordFindingAsync(new RecordFindingRequest { Finding = Named("35") }, officer), StatusCode.PermissionDenied, "REGION_OUTSIDE_OFFICE");
        await RefusedAsync(suite.OfficeIntake.RecordSupervisionAsync(new RecordSupervisionRequest { Note = Named("35.76") }, officer), StatusCode.PermissionDenied, "REGION_OUTSIDE_OFFICE");
        await RefusedAsync(suite.OfficeIntake.RecordSupervisionAsync(new RecordSupervisionRequest(), officer), StatusCode.InvalidArgument, "REPORT_EMPTY");
    }

    [Fact]
    public async Task Informasi_awal_that_an_office_adopts_is_its_finding_and_the_first_receipt_stays_valid()
    {
        var tip = await suite.Intake.SubmitReportAsync(Requests.Report());
        var request = new AdoptReportRequest { RequestId = Requests.NewId(), Number = tip.Number };

        var adopted = await suite.OfficeIntake.AdoptReportAsync(request, suite.As("bawaslu:35.75"));
        var again = await suite.OfficeIntake.AdoptReportAsync(request, suite.As("bawaslu:35.75"));
        var tracked = await NumberedAsync(tip.Number, tip.AccessCode);

        Assert.Equal(adopted, again);
        Assert.Equal((tip.Number, ReportKind.Temuan), (adopted.Number, adopted.Kind));
        Assert.Equal((ReportKind.Temuan, tip.ReceivedAt), (tracked.Kind, tracked.ReceivedAt));
        Assert.Contains("/TM/00/Kota/K35.75/", tracked.OfficialNumber, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_offices_at_once_one_adopts()
    {
        var tip = await suite.Intake.SubmitReportAsync(Requests.Report());

        var outcomes = await Task.WhenAll(new[] { "bawaslu:35.75", "bawaslu:35", "bawaslu:35.75", "bawaslu:35" }.Select(async office =>
        {
            try
            {
                await suite.OfficeIntake.AdoptReportAsync(new AdoptReportRequest { RequestId = Requests.NewId(), Number = tip.Number }, suite.As(office));
                return (Office: office, Status: StatusCode.OK);
            }
            catch (RpcException refused)
            {
                return (Office: office, Status: refused.StatusCode);
            }
        }));

        var winner = Assert.Single(outcomes, outcome => outcome.Status == StatusCode.OK).Office;
        // A finding of the province is not the regency's to know of.
        Assert.All(outcomes.Where(outcome => outcome.Status != StatusCode.OK), lost =>
            Assert.Equal(winner == "bawaslu:35" && lost.Office == "bawaslu:35.75" ? StatusCode.NotFound : StatusCode.FailedPrecondition, lost.Status));
    }

    [Fact]
    public async Task What_cannot_be_adopted_is_told_why_and_another_regions_is_answered_like_none()
    {
        var tip = await suite.Intake.SubmitReportAsync(Requests.Report());
        var named = await suite.OfficeIntake.EnterReportAsync(new EnterReportRequest { RequestId = Requests.NewId(), Report = Named("35.75") }, suite.As("bawaslu:35.75"));
        var nowhere = await suite.Intake.SubmitReportAsync(new SubmitReportRequest { Narrative = "Tanpa tempat." });

        AsyncUnaryCall<AdoptReportResponse> Adopt(string number, string office, string? requestId = null) =>
            suite.OfficeIntake.AdoptReportAsync(new AdoptReportRequest { RequestId = requestId ?? Requests.NewId(), Number = number }, suite.As(office));

        await RefusedAsync(Adopt(tip.Number, "bawaslu:75.71"), StatusCode.NotFound, "REPORT_UNKNOWN");
        await RefusedAsync(Adopt("0000-0000-0000", "bawaslu:35.75"), StatusCode.NotFound, "REPORT_UNKNOWN");
        await RefusedAsync(Adopt("", "bawaslu:35.75"), StatusCode.NotFound, "REPORT_UNKNOWN");
        await RefusedAsync(Adopt(nowhere.Number, "bawaslu:35"), StatusCode.NotFound, "REPORT_UNKNOWN");
        await RefusedAsync(Adopt(named.Number, "bawaslu:35.75"), StatusCode.FailedPrecondition, "REPORT_ALREADY_FORMAL");
        await RefusedAsync(Adopt(tip.Number, "bawaslu:35.75", "bukan-uuid"), StatusCode.InvalidArgument, "REQUEST_ID_INVALID");
        var id = Requests.NewId();
        await Adopt(tip.Number, "bawaslu:35.75", id);
        await RefusedAsync(Adopt(named.Number, "bawaslu:35.75", id), StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
    }

    [Fact]
    public async Task Its_author_completes_informasi_awal_through_the_gateway()
    {
        var tip = await suite.Intake.SubmitReportAsync(Requests.Report());

        var whole = await suite.Intake.CompleteReportAsync(new CompleteReportRequest
        {
            RequestId = Requests.NewId(),
            Number = tip.Number,
            AccessCode = tip.AccessCode,
            Addition = new SubmitReportRequest { Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" } },
        });

        Assert.Equal((ReportKind.Laporan, tip.ReceivedAt), (whole.Kind, whole.ReceivedAt));
        Assert.Contains("/LP/00/Kota/K35.75/", (await NumberedAsync(tip.Number, tip.AccessCode)).OfficialNumber, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_officers_of_Bawaslu_take_in_for_an_office()
    {
        var request = new EnterReportRequest { RequestId = Requests.NewId(), Report = Named("35.75") };

        await RefusedAsync(suite.OfficeIntake.EnterReportAsync(request), StatusCode.Unauthenticated, "TOKEN_MISSING_OR_INVALID");
        await RefusedAsync(suite.OfficeIntake.EnterReportAsync(request, suite.As("ppk:35.75", "agency")), StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        await RefusedAsync(suite.OfficeIntake.EnterReportAsync(request, suite.As("ppk:35.75")), StatusCode.PermissionDenied, "OFFICE_CLAIM_INVALID");
        Assert.NotEmpty((await suite.OfficeIntake.EnterReportAsync(request, suite.As("bawaslu:00", "central"))).Number);
    }

    private static SubmitReportRequest Named(string region) => new()
    {
        Narrative = "CONTOH: seorang lurah membagikan unggahan calon.",
        RegionCode = region,
        Contest = "Pemilihan Wali Kota",
        Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" },
        Channel = ReportChannel.WalkIn,
    };

    private static async Task RefusedAsync<T>(AsyncUnaryCall<T> call, StatusCode code, string reason)
    {
        var refusal = await Refusal.OfAsync(call);
        Assert.Equal((code, reason), (refusal.Code, refusal.Reason));
    }

    private async Task<TrackReportResponse> TrackAsync(string number, string code) =>
        await suite.Intake.TrackReportAsync(new TrackReportRequest { Number = number, AccessCode = code });

    private Task<TrackReportResponse> NumberedAsync(string number, string code) => Eventually.SeeAsync(() => TrackAsync(number, code), answer => answer.OfficialNumber.Length > 0);
}
