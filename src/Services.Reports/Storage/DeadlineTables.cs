using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Reports.Deadlines;

namespace Netralitas.Services.Reports.Storage;

/// <summary>The clocks that are not over.</summary>
internal sealed class RunningClockTable : IEntityTypeConfiguration<RunningClock>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<RunningClock> builder)
    {
        builder.ToTable("running_clocks");
        builder.HasKey(c => new { c.ReportId, c.Clock });
        builder.Property(c => c.ReportId).HasColumnName("report_id");
        builder.Property(c => c.Clock).HasColumnName("clock");
        builder.Property(c => c.Subject).HasColumnName("subject").HasConversion<string>();
        builder.Property(c => c.EndsAt).HasColumnName("ends_at");
        builder.Property(c => c.CalendarKnownSince).HasColumnName("calendar_known_since");
        builder.HasOne<Report>().WithMany().HasForeignKey(c => c.ReportId).HasConstraintName("fk_running_clocks_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.CalendarKnownSince).HasDatabaseName("ix_running_clocks_calendar_known_since");
    }
}

/// <summary>Warnings of clocks, due or sent.</summary>
internal sealed class ClockWarningTable : IEntityTypeConfiguration<ClockWarning>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<ClockWarning> builder)
    {
        builder.ToTable("clock_warnings");
        builder.HasKey(w => new { w.ReportId, w.Clock, w.EndsAt, w.LeadHours });
        builder.Property(w => w.ReportId).HasColumnName("report_id");
        builder.Property(w => w.Clock).HasColumnName("clock");
        builder.Property(w => w.EndsAt).HasColumnName("ends_at");
        builder.Property(w => w.LeadHours).HasColumnName("lead_hours");
        builder.Property(w => w.Number).HasColumnName("number");
        builder.Property(w => w.Subject).HasColumnName("subject").HasConversion<string>();
        builder.Property(w => w.OfficeCode).HasColumnName("office_code");
        builder.Property(w => w.RegionCode).HasColumnName("region_code");
        builder.Property(w => w.DueAt).HasColumnName("due_at");
        builder.Property(w => w.SentAt).HasColumnName("sent_at");
        builder.HasOne<Report>().WithMany().HasForeignKey(w => w.ReportId).HasConstraintName("fk_clock_warnings_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(w => new { w.ReportId, w.Number }).IsUnique().HasDatabaseName("ux_clock_warnings_report_id_number");
        builder.HasIndex(w => w.DueAt).HasFilter("sent_at is null").HasDatabaseName("ix_clock_warnings_due_at");
    }
}

/// <summary>Reports that wait to be watched.</summary>
internal sealed class UnwatchedReportTable : IEntityTypeConfiguration<UnwatchedReport>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<UnwatchedReport> builder)
    {
        builder.ToTable("unwatched");
        builder.HasKey(u => u.ReportId);
        builder.Property(u => u.ReportId).HasColumnName("report_id").ValueGeneratedNever();
    }
}
