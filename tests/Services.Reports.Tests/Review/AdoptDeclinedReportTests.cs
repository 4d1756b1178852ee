using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>What was kept as informasi awal lives on as a finding: LAW-REV-02.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class AdoptDeclinedReportTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:62.09";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_laporan_that_lacked_a_requirement_is_adopted_as_a_finding_and_registered_as_one()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.09"), Office);
        await Outcome.RefusedAsync(replica.OfficeIntake.AdoptReportAsync(Adoption(report), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "REPORT_ALREADY_FORMAL");
        await report.ReviewAsync("evidence");
        await report.DeclineAsync(DeclineGround.MaterialRequirement);

        var adoption = Adoption(report);
        await Outcome.RefusedAsync(replica.OfficeIntake.AdoptReportAsync(adoption, TestIssuer.As("bawaslu:62.71")), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(replica.OfficeIntake.AdoptReportAsync(adoption, TestIssuer.As("bawaslu:62")), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
        var adopted = await replica.OfficeIntake.AdoptReportAsync(adoption, TestIssuer.As(Office));
        Assert.Equal(adopted, await replica.OfficeIntake.AdoptReportAsync(adoption, TestIssuer.As(Office)));
        await Outcome.RefusedAsync(replica.OfficeIntake.AdoptReportAsync(Adoption(report), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "REPORT_ALREADY_FORMAL");
        var whole = await report.GetAsync();
        await Outcome.RefusedAsync(replica.Intake.WithdrawReportAsync(report.Withdrawal()), StatusCode.FailedPrecondition, "WITHDRAWAL_TOO_LATE");
        await report.ClaimAsync();
        await report.ReviewAsync();
        await Outcome.RefusedAsync(replica.Review.RegisterReportAsync(report.Registration(), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "FINDING_NOT_FIXED");
        var blank = await Suite.Tests.Refusal.OfAsync(replica.Review.FixFindingAsync(report.Fixing("2020-01-01", ""), TestIssuer.As(Office)));
        Assert.Equal(("FINDING_INVALID", "decided_on,document_number"), (blank.Reason, string.Join(',', blank.Fields)));
        var fix = report.Fixing(DateTime.UtcNow.AddHours(7).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "1/CONTOH");
        var isFixed = await replica.Review.FixFindingAsync(fix, TestIssuer.As(Office));
        Assert.Equal(isFixed, await replica.Review.FixFindingAsync(fix, TestIssuer.As(Office)));
        await Outcome.RefusedAsync(replica.Review.FixFindingAsync(report.Fixing(fix.DecidedOn, "2"), TestIssuer.As(Office)), StatusCode.Aborted, "CASE_CHANGED");
        Assert.Empty(isFixed.State.Deadlines);
        await report.GetAsync();
        await report.RegisterAsync();

        Assert.Equal((ReportKind.Temuan, ReportKind.Temuan, ReportStatus.InitialReview), (adopted.Kind, whole.Kind, whole.State.Status));
        Assert.Contains("penetapan temuan dalam rapat pleno", Assert.Single(whole.State.Deadlines), StringComparison.Ordinal);
        Assert.Contains("/Reg/TM/", (await report.TrackAsync()).RegistrationNumber, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_laporan_is_not_fixed_and_is_registered_without_it()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.09"), Office);

        await Outcome.RefusedAsync(replica.Review.FixFindingAsync(report.Fixing("2024-10-01", "1"), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "NOT_A_FINDING");
        Assert.Equal(ReportStatus.Registered, (await report.JudgeAndRegisterAsync()).Status);
    }

    private static AdoptReportRequest Adoption(ExaminedReport report) => new() { RequestId = ExaminedReport.NewId(), Number = report.Number };
}
