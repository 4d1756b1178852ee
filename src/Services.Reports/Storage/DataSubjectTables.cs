using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Reports.DataClocks;
using Netralitas.Services.Reports.DataSubjects;

namespace Netralitas.Services.Reports.Storage;

/// <summary>Requests about data of the own person, only ever added to.</summary>
internal sealed class SubjectRequestTable : IEntityTypeConfiguration<SubjectRequest>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<SubjectRequest> builder)
    {
        builder.ToTable("subject_requests");
        builder.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(r => r.ReportId).HasColumnName("report_id");
        builder.Property(r => r.RequestKey).HasColumnName("request_key");
        builder.Property(r => r.RequestMac).HasColumnName("request_mac");
        builder.Property(r => r.OfficeCode).HasColumnName("office_code");
        builder.Property(r => r.Requester).HasColumnName("requester").HasConversion<string>();
        builder.Property(r => r.Right).HasColumnName("right_asked").HasConversion<string>();
        builder.Property(r => r.Content).HasColumnName("content");
        builder.Property(r => r.RecordedBy).HasColumnName("recorded_by");
        builder.Property(r => r.RecordedByOffice).HasColumnName("recorded_by_office");
        builder.Property(r => r.ReceivedAt).HasColumnName("received_at");
        builder.HasOne<Report>().WithMany().HasForeignKey(r => r.ReportId).HasConstraintName("fk_subject_requests_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.ReportId, r.RequestKey }).IsUnique().HasDatabaseName("ux_subject_requests_report_id_request_key");
    }
}

/// <summary>Answers, only ever added to; one for a request.</summary>
internal sealed class SubjectRequestAnswerTable : IEntityTypeConfiguration<SubjectRequestAnswer>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<SubjectRequestAnswer> builder)
    {
        builder.ToTable("subject_request_answers");
        builder.HasKey(a => a.SubjectRequestId);
        builder.Property(a => a.SubjectRequestId).HasColumnName("subject_request_id").ValueGeneratedNever();
        builder.Property(a => a.Outcome).HasColumnName("outcome").HasConversion<string>();
        builder.Property(a => a.Answer).HasColumnName("answer");
        builder.Property(a => a.LegalBasis).HasColumnName("legal_basis");
        builder.Property(a => a.SentBy).HasColumnName("sent_by");
        builder.Property(a => a.AnsweredBy).HasColumnName("answered_by");
        builder.Property(a => a.AnsweredByOffice).HasColumnName("answered_by_office");
        builder.Property(a => a.AnsweredAt).HasColumnName("answered_at");
        builder.HasOne<SubjectRequest>().WithOne().HasForeignKey<SubjectRequestAnswer>(a => a.SubjectRequestId).HasConstraintName("fk_subject_request_answers_subject_request_id").OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Clocks of data protection.</summary>
internal sealed class DataClockTable : IEntityTypeConfiguration<DataClock>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<DataClock> builder)
    {
        builder.ToTable("data_clocks");
        builder.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(c => c.OwnerId).HasColumnName("owner_id");
        builder.Property(c => c.Subject).HasColumnName("subject").HasConversion<string>();
        builder.Property(c => c.RuleId).HasColumnName("rule_id");
        builder.Property(c => c.RuleVersion).HasColumnName("rule_version");
        builder.Property(c => c.OfficeCode).HasColumnName("office_code");
        builder.Property(c => c.BeganAt).HasColumnName("began_at");
        builder.Property(c => c.EndsAt).HasColumnName("ends_at");
        builder.Property(c => c.StoppedAt).HasColumnName("stopped_at");
        builder.HasIndex(c => new { c.OwnerId, c.Subject }).IsUnique().HasDatabaseName("ux_data_clocks_owner_id_subject");
    }
}

/// <summary>Warnings of clocks of data protection, due or sent.</summary>
internal sealed class DataClockWarningTable : IEntityTypeConfiguration<DataClockWarning>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<DataClockWarning> builder)
    {
        builder.ToTable("data_clock_warnings");
        builder.HasKey(w => new { w.ClockId, w.LeadHours });
        builder.Property(w => w.ClockId).HasColumnName("clock_id");
        builder.Property(w => w.LeadHours).HasColumnName("lead_hours");
        builder.Property(w => w.Number).HasColumnName("number");
        builder.Property(w => w.DueAt).HasColumnName("due_at");
        builder.Property(w => w.SentAt).HasColumnName("sent_at");
        builder.HasOne<DataClock>().WithMany().HasForeignKey(w => w.ClockId).HasConstraintName("fk_data_clock_warnings_clock_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(w => w.DueAt).HasFilter("sent_at is null").HasDatabaseName("ix_data_clock_warnings_due_at");
    }
}
