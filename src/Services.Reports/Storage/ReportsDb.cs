using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Reports.Audit;
using Netralitas.Services.Reports.Breaches;
using Netralitas.Services.Reports.Custody;
using Netralitas.Services.Reports.DataClocks;
using Netralitas.Services.Reports.DataSubjects;
using Netralitas.Services.Reports.Deadlines;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.EvidenceIntake;
using Netralitas.Services.Reports.FollowUp;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Reading;
using Netralitas.Services.Reports.Reconciliation;
using Netralitas.Services.Reports.Retention;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Storage;

/// <summary>Database of the reports service.</summary>
internal sealed class ReportsDb(DbContextOptions<ReportsDb> options) : DbContext(options)
{
    public DbSet<Report> Reports => Set<Report>();

    public DbSet<ReportAddition> Additions => Set<ReportAddition>();

    public DbSet<UnnumberedReport> Unnumbered => Set<UnnumberedReport>();

    public DbSet<OfficialNumber> OfficialNumbers => Set<OfficialNumber>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<CaseEvent> CaseEvents => Set<CaseEvent>();

    public DbSet<CaseClockEvent> CaseClocks => Set<CaseClockEvent>();

    public DbSet<Transfer> Transfers => Set<Transfer>();

    public DbSet<Registration> Registrations => Set<Registration>();

    public DbSet<Forwarding> Forwardings => Set<Forwarding>();

    public DbSet<FollowUpRecord> FollowUps => Set<FollowUpRecord>();

    public DbSet<RunningClock> RunningClocks => Set<RunningClock>();

    public DbSet<ClockWarning> ClockWarnings => Set<ClockWarning>();

    public DbSet<UnwatchedReport> Unwatched => Set<UnwatchedReport>();

    public DbSet<LawRevision> LawRevisions => Set<LawRevision>();

    public DbSet<EvidenceFile> EvidenceFiles => Set<EvidenceFile>();

    public DbSet<EvidencePart> EvidenceParts => Set<EvidencePart>();

    public DbSet<EvidenceFileKey> EvidenceFileKeys => Set<EvidenceFileKey>();

    public DbSet<Upload> Uploads => Set<Upload>();

    public DbSet<EvidenceItem> EvidenceItems => Set<EvidenceItem>();

    public DbSet<CustodyEntry> CustodyEntries => Set<CustodyEntry>();

    public DbSet<Opening> Openings => Set<Opening>();

    public DbSet<OpeningApproval> OpeningApprovals => Set<OpeningApproval>();

    public DbSet<OpeningReading> OpeningReadings => Set<OpeningReading>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    public DbSet<AuditHeadList> AuditHeadLists => Set<AuditHeadList>();

    public DbSet<CaseHold> CaseHolds => Set<CaseHold>();

    public DbSet<CaseHoldLift> CaseHoldLifts => Set<CaseHoldLift>();

    public DbSet<CaseErasure> CaseErasures => Set<CaseErasure>();

    public DbSet<CaseErasureEnd> CaseErasureEnds => Set<CaseErasureEnd>();

    public DbSet<SubjectRequest> SubjectRequests => Set<SubjectRequest>();

    public DbSet<SubjectRequestAnswer> SubjectRequestAnswers => Set<SubjectRequestAnswer>();

    public DbSet<DataClock> DataClocks => Set<DataClock>();

    public DbSet<DataClockWarning> DataClockWarnings => Set<DataClockWarning>();

    public DbSet<DataBreach> Breaches => Set<DataBreach>();

    public DbSet<DataBreachReport> BreachReports => Set<DataBreachReport>();

    public DbSet<DataBreachNotice> BreachNotices => Set<DataBreachNotice>();

    public DbSet<Recount> Recounts => Set<Recount>();

    public DbSet<WorkListEntry> WorkList => Set<WorkListEntry>();

    public DbSet<AnonymousDecision> AnonymousDecisions => Set<AnonymousDecision>();

    /// <summary>Makes calls with the same value follow each other until the transaction ends.</summary>
    internal Task LineUpAsync(long value, CancellationToken cancel) => Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({value})", cancel);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("reports");
        modelBuilder.ApplyConfiguration(new CaseTable());
        modelBuilder.ApplyConfiguration(new CaseEventTable());
        modelBuilder.ApplyConfiguration(new CaseClockTable());
        modelBuilder.ApplyConfiguration(new TransferTable());
        modelBuilder.ApplyConfiguration(new RegistrationTable());
        modelBuilder.ApplyConfiguration(new RegistrationCounterTable());
        modelBuilder.ApplyConfiguration(new ForwardingTable());
        modelBuilder.ApplyConfiguration(new FollowUpTable());
        modelBuilder.ApplyConfiguration(new RunningClockTable());
        modelBuilder.ApplyConfiguration(new ClockWarningTable());
        modelBuilder.ApplyConfiguration(new UnwatchedReportTable());
        modelBuilder.ApplyConfiguration(new LawRevisionTable());
        modelBuilder.ApplyConfiguration(new EvidenceFileTable());
        modelBuilder.ApplyConfiguration(new EvidencePartTable());
        modelBuilder.ApplyConfiguration(new EvidenceFileKeyTable());
        modelBuilder.ApplyConfiguration(new UploadTable());
        modelBuilder.ApplyConfiguration(new EvidenceItemTable());
        modelBuilder.ApplyConfiguration(new CustodyEntryTable());
        modelBuilder.ApplyConfiguration(new OpeningTable());
        modelBuilder.ApplyConfiguration(new OpeningApprovalTable());
        modelBuilder.ApplyConfiguration(new OpeningReadingTable());
        modelBuilder.ApplyConfiguration(new AuditEntryTable());
        modelBuilder.ApplyConfiguration(new AuditHeadTable());
        modelBuilder.ApplyConfiguration(new AuditHeadListTable());
        modelBuilder.ApplyConfiguration(new CaseHoldTable());
        modelBuilder.ApplyConfiguration(new CaseHoldLiftTable());
        modelBuilder.ApplyConfiguration(new CaseErasureTable());
        modelBuilder.ApplyConfiguration(new CaseErasureEndTable());
        modelBuilder.ApplyConfiguration(new SubjectRequestTable());
        modelBuilder.ApplyConfiguration(new SubjectRequestAnswerTable());
        modelBuilder.ApplyConfiguration(new DataClockTable());
        modelBuilder.ApplyConfiguration(new DataClockWarningTable());
        modelBuilder.ApplyConfiguration(new DataBreachTable());
        modelBuilder.ApplyConfiguration(new DataBreachReportTable());
        modelBuilder.ApplyConfiguration(new DataBreachNoticeTable());
        modelBuilder.ApplyConfiguration(new WorkListTable());
        modelBuilder.ApplyConfiguration(new RespondentMarkTable());
        modelBuilder.ApplyConfiguration(new SearchDocumentTable());
        modelBuilder.ApplyConfiguration(new AnonymousDecisionTable());
        modelBuilder.ApplyConfiguration(new TallyTable());
        modelBuilder.ApplyConfiguration(new TallyChangeTable());
        modelBuilder.Entity<Report>(report =>
        {
            report.ToTable("reports");
            report.Property(r => r.Id).HasColumnName("id");
            report.Property(r => r.Version).HasColumnName("version");
            report.Property(r => r.RequestKey).HasColumnName("request_key");
            report.Property(r => r.ContentHash).HasColumnName("content_hash");
            report.Property(r => r.Number).HasColumnName("number");
            report.Property(r => r.CodeKeyId).HasColumnName("code_key_id");
            report.Property(r => r.CodeVerifier).HasColumnName("code_verifier");
            report.Property(r => r.RegionCode).HasColumnName("region_code");
            report.Property(r => r.Kind).HasColumnName("kind").HasConversion<string>();
            report.Property(r => r.OfficeCode).HasColumnName("office_code");
            report.Property(r => r.Contest).HasColumnName("contest");
            report.Property(r => r.Status).HasColumnName("status").HasConversion<string>();
            report.Property(r => r.ReceivedAt).HasColumnName("received_at");
            report.Property(r => r.PossibleDuplicateOf).HasColumnName("possible_duplicate_of");
            report.Property(r => r.Content).HasColumnName("content");
            report.Property(r => r.Identity).HasColumnName("identity");
            report.HasOne<Report>().WithMany().HasForeignKey(r => r.PossibleDuplicateOf).HasConstraintName("fk_reports_possible_duplicate_of").OnDelete(DeleteBehavior.Restrict);
            report.HasIndex(r => new { r.RequestKey, r.ContentHash }).IsUnique().HasDatabaseName("ux_reports_request_key_content_hash");
            report.HasIndex(r => new { r.RequestKey, r.Id }).HasDatabaseName("ix_reports_request_key_id");
            report.HasIndex(r => r.Number).IsUnique().HasDatabaseName("ux_reports_number");
            report.HasIndex(r => r.RegionCode).HasDatabaseName("ix_reports_region_code");
            report.HasIndex(r => r.PossibleDuplicateOf).HasDatabaseName("ix_reports_possible_duplicate_of");
        });
        modelBuilder.Entity<ReportAddition>(addition =>
        {
            addition.ToTable("additions");
            addition.Property(a => a.Id).HasColumnName("id");
            addition.Property(a => a.ReportId).HasColumnName("report_id");
            addition.Property(a => a.Version).HasColumnName("version");
            addition.Property(a => a.RequestKey).HasColumnName("request_key");
            addition.Property(a => a.ContentHash).HasColumnName("content_hash");
            addition.Property(a => a.Content).HasColumnName("content");
            addition.Property(a => a.Purpose).HasColumnName("purpose").HasConversion<string>().HasDefaultValue(AdditionPurpose.Completion);
            addition.Property(a => a.Identity).HasColumnName("identity");
            addition.Property(a => a.Kind).HasColumnName("kind").HasConversion<string>();
            addition.Property(a => a.OfficeCode).HasColumnName("office_code");
            addition.Property(a => a.Contest).HasColumnName("contest");
            addition.Property(a => a.RegionCode).HasColumnName("region_code");
            addition.Property(a => a.AddedAt).HasColumnName("added_at");
            addition.HasOne<Report>().WithMany().HasForeignKey(a => a.ReportId).HasConstraintName("fk_additions_report_id").OnDelete(DeleteBehavior.Restrict);
            addition.HasIndex(a => new { a.ReportId, a.Version }).IsUnique().HasDatabaseName("ux_additions_report_id_version");
        });
        modelBuilder.Entity<UnnumberedReport>(unnumbered =>
        {
            unnumbered.ToTable("unnumbered");
            unnumbered.HasKey(u => new { u.FormalAt, u.ReportId });
            unnumbered.Property(u => u.FormalAt).HasColumnName("formal_at");
            unnumbered.Property(u => u.ReportId).HasColumnName("report_id");
            unnumbered.Property(u => u.SetAsideAt).HasColumnName("set_aside_at");
        });
        modelBuilder.Entity<OfficialNumber>(official =>
        {
            official.ToTable("official_numbers");
            official.HasKey(n => n.ReportId);
            official.Property(n => n.ReportId).HasColumnName("report_id");
            official.Property(n => n.OfficeCode).HasColumnName("office_code");
            official.Property(n => n.Type).HasColumnName("type");
            official.Property(n => n.Contest).HasColumnName("contest");
            official.Property(n => n.Year).HasColumnName("year");
            official.Property(n => n.Sequence).HasColumnName("sequence");
            official.Property(n => n.Number).HasColumnName("number");
            official.Property(n => n.GivenAt).HasColumnName("given_at");
            official.HasOne<Report>().WithOne().HasForeignKey<OfficialNumber>(n => n.ReportId).HasConstraintName("fk_official_numbers_report_id").OnDelete(DeleteBehavior.Restrict);
            official.HasIndex(n => new { n.OfficeCode, n.Type, n.Contest, n.Year, n.Sequence }).IsUnique().HasDatabaseName("ux_official_numbers_register_sequence");
            official.HasIndex(n => n.Number).IsUnique().HasDatabaseName("ux_official_numbers_number");
        });
        modelBuilder.Entity<Recount>(recount =>
        {
            recount.ToTable("recounts");
            recount.Property(r => r.Id).HasColumnName("id");
            recount.Property(r => r.FromAt).HasColumnName("from_at");
            recount.Property(r => r.ToAt).HasColumnName("to_at");
            recount.Property(r => r.AskedAt).HasColumnName("asked_at");
            recount.Property(r => r.AskedBy).HasColumnName("asked_by");
            recount.Property(r => r.DoneAt).HasColumnName("done_at");
            recount.Property(r => r.Reports).HasColumnName("reports");
            recount.HasIndex(r => r.AskedAt).HasDatabaseName("ix_recounts_asked_at");
        });
        modelBuilder.Entity<UnknownReport>(unknown =>
        {
            unknown.ToTable("unknown_reports");
            unknown.HasKey(u => u.ReportId);
            unknown.Property(u => u.ReportId).HasColumnName("report_id");
            unknown.Property(u => u.NoticedAt).HasColumnName("noticed_at");
        });
    }
}
