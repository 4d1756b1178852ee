using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Storage;

/// <summary>Where cases stand: the only rows of the examination that change.</summary>
internal sealed class CaseTable : IEntityTypeConfiguration<Case>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("cases");
        builder.HasKey(c => c.ReportId);
        builder.Property(c => c.ReportId).HasColumnName("report_id").ValueGeneratedNever();
        builder.Property(c => c.Version).HasColumnName("version").IsConcurrencyToken();
        builder.Property(c => c.Status).HasColumnName("status").HasConversion<string>();
        builder.Property(c => c.OfficeCode).HasColumnName("office_code");
        builder.Property(c => c.Family).HasColumnName("family").HasConversion<string>();
        builder.Property(c => c.ContestId).HasColumnName("contest_id");
        builder.Property(c => c.ClaimedBy).HasColumnName("claimed_by");
        builder.Property(c => c.ClaimedByOffice).HasColumnName("claimed_by_office");
        builder.Property(c => c.UnreadMessages).HasColumnName("unread_messages");
        builder.Property(c => c.ChangedAt).HasColumnName("changed_at");
        builder.Property(c => c.JoinedTo).HasColumnName("joined_to");
        builder.HasOne<Report>().WithOne().HasForeignKey<Case>(c => c.ReportId).HasConstraintName("fk_cases_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Case>().WithMany().HasForeignKey(c => c.JoinedTo).HasConstraintName("fk_cases_joined_to").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.JoinedTo).HasDatabaseName("ix_cases_joined_to");
        builder.HasIndex(c => c.ChangedAt).HasDatabaseName("ix_cases_changed_at");
        builder.HasIndex(c => new { c.OfficeCode, c.Status }).HasDatabaseName("ix_cases_office_code_status");
    }
}

/// <summary>The steps of cases, only ever added to.</summary>
internal sealed class CaseEventTable : IEntityTypeConfiguration<CaseEvent>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<CaseEvent> builder)
    {
        builder.ToTable("case_events");
        builder.HasKey(e => new { e.ReportId, e.Version });
        builder.Property(e => e.ReportId).HasColumnName("report_id");
        builder.Property(e => e.Version).HasColumnName("version");
        builder.Property(e => e.Step).HasColumnName("step").HasConversion<string>();
        builder.Property(e => e.Status).HasColumnName("status").HasConversion<string>();
        builder.Property(e => e.At).HasColumnName("at");
        builder.Property(e => e.TakenBy).HasColumnName("taken_by");
        builder.Property(e => e.Office).HasColumnName("office");
        builder.Property(e => e.RequestKey).HasColumnName("request_key");
        builder.Property(e => e.Facts).HasColumnName("facts");
        builder.HasOne<Case>().WithMany().HasForeignKey(e => e.ReportId).HasConstraintName("fk_case_events_report_id").OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What happened to the clocks of cases, only ever added to.</summary>
internal sealed class CaseClockTable : IEntityTypeConfiguration<CaseClockEvent>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<CaseClockEvent> builder)
    {
        builder.ToTable("case_clocks");
        builder.HasKey(e => new { e.ReportId, e.Number });
        builder.Property(e => e.ReportId).HasColumnName("report_id");
        builder.Property(e => e.Number).HasColumnName("number");
        builder.Property(e => e.Clock).HasColumnName("clock");
        builder.Property(e => e.Subject).HasColumnName("subject").HasConversion<string>();
        builder.Property(e => e.Step).HasColumnName("step").HasConversion<string>();
        builder.Property(e => e.At).HasColumnName("at");
        builder.Property(e => e.RuleId).HasColumnName("rule_id");
        builder.Property(e => e.RuleVersion).HasColumnName("rule_version");
        builder.Property(e => e.CalendarKnownSince).HasColumnName("calendar_known_since");
        builder.Property(e => e.CountedFrom).HasColumnName("counted_from");
        builder.Property(e => e.OfficeCode).HasColumnName("office_code");
        builder.HasOne<Case>().WithMany().HasForeignKey(e => e.ReportId).HasConstraintName("fk_case_clocks_report_id").OnDelete(DeleteBehavior.Restrict);
    }
}
