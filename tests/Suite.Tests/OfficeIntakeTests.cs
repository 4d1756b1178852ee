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
