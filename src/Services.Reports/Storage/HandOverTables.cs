using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Reports.FollowUp;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Storage;

/// <summary>Transfers of cases; that one of a case waits at a time is held by an index too.</summary>
internal sealed class TransferTable : IEntityTypeConfiguration<Transfer>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Transfer> builder)
    {
        builder.ToTable("transfers");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(t => t.ReportId).HasColumnName("report_id");
        builder.Property(t => t.Number).HasColumnName("number");
        builder.Property(t => t.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(t => t.Status).HasColumnName("status").HasConversion<string>();
        builder.Property(t => t.Version).HasColumnName("version").IsConcurrencyToken();
        builder.Property(t => t.FromOffice).HasColumnName("from_office");
        builder.Property(t => t.ToOffice).HasColumnName("to_office");
        builder.Property(t => t.Body).HasColumnName("body");
        builder.Property(t => t.RuleId).HasColumnName("rule_id");
        builder.Property(t => t.RuleVersion).HasColumnName("rule_version");
        builder.Property(t => t.Reason).HasColumnName("reason");
        builder.Property(t => t.DocumentNumber).HasColumnName("document_number");
        builder.Property(t => t.DocumentOn).HasColumnName("document_on");
        builder.Property(t => t.SentAt).HasColumnName("sent_at");
        builder.Property(t => t.ClimbedTo).HasColumnName("climbed_to");
        builder.Property(t => t.ClimbsAt).HasColumnName("climbs_at");
        builder.Property(t => t.AnsweredAt).HasColumnName("answered_at");
        builder.Property(t => t.AnsweredBy).HasColumnName("answered_by");
        builder.Property(t => t.AnswerReason).HasColumnName("answer_reason");
        builder.Property(t => t.AnswerDocumentNumber).HasColumnName("answer_document_number");
        builder.Property(t => t.AnswerDocumentOn).HasColumnName("answer_document_on");
        builder.HasOne<Case>().WithMany().HasForeignKey(t => t.ReportId).HasConstraintName("fk_transfers_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => new { t.ReportId, t.Number }).IsUnique().HasDatabaseName("ux_transfers_report_id_number");
        builder.HasIndex(t => t.ReportId).IsUnique().HasFilter("status = 'Pending'").HasDatabaseName("ux_transfers_report_id_pending");
        builder.HasIndex(t => t.ClimbsAt).HasFilter("status = 'Pending'").HasDatabaseName("ix_transfers_climbs_at");
        builder.HasIndex(t => new { t.FromOffice, t.Id }).HasDatabaseName("ix_transfers_from_office_id");
        builder.HasIndex(t => new { t.ToOffice, t.Id }).HasDatabaseName("ix_transfers_to_office_id");
        builder.HasIndex(t => new { t.ClimbedTo, t.Id }).HasDatabaseName("ix_transfers_climbed_to_id");
    }
}

/// <summary>Registrations, only ever added to.</summary>
internal sealed class RegistrationTable : IEntityTypeConfiguration<Registration>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Registration> builder)
    {
        builder.ToTable("registrations");
        builder.HasKey(r => r.ReportId);
        builder.Property(r => r.ReportId).HasColumnName("report_id").ValueGeneratedNever();
        builder.Property(r => r.OfficeCode).HasColumnName("office_code");
        builder.Property(r => r.Type).HasColumnName("type");
        builder.Property(r => r.Contest).HasColumnName("contest");
        builder.Property(r => r.Year).HasColumnName("year");
        builder.Property(r => r.Sequence).HasColumnName("sequence");
        builder.Property(r => r.Number).HasColumnName("number");
        builder.Property(r => r.RegisteredAt).HasColumnName("registered_at");
        builder.HasOne<Case>().WithOne().HasForeignKey<Registration>(r => r.ReportId).HasConstraintName("fk_registrations_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.OfficeCode, r.Type, r.Contest, r.Year, r.Sequence }).IsUnique().HasDatabaseName("ux_registrations_register_sequence");
        builder.HasIndex(r => r.Number).IsUnique().HasDatabaseName("ux_registrations_number");
    }
}

/// <summary>How far each register is.</summary>
internal sealed class RegistrationCounterTable : IEntityTypeConfiguration<RegistrationCounter>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<RegistrationCounter> builder)
    {
        builder.ToTable("registration_counters");
        builder.HasKey(c => new { c.OfficeCode, c.Type, c.Contest, c.Year });
        builder.Property(c => c.OfficeCode).HasColumnName("office_code");
        builder.Property(c => c.Type).HasColumnName("type");
        builder.Property(c => c.Contest).HasColumnName("contest");
        builder.Property(c => c.Year).HasColumnName("year");
        builder.Property(c => c.Last).HasColumnName("last");
    }
}

/// <summary>Forwardings; the ledger of each is apart.</summary>
internal sealed class ForwardingTable : IEntityTypeConfiguration<Forwarding>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Forwarding> builder)
    {
        builder.ToTable("forwardings");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(f => f.ReportId).HasColumnName("report_id");
        builder.Property(f => f.Version).HasColumnName("version").IsConcurrencyToken();
        builder.Property(f => f.Status).HasColumnName("status").HasConversion<string>();
        builder.Property(f => f.Respondent).HasColumnName("respondent");
        builder.Property(f => f.Track).HasColumnName("track").HasConversion<string>();
        builder.Property(f => f.AuthorityId).HasColumnName("authority_id");
        builder.Property(f => f.AuthorityVersion).HasColumnName("authority_version");
        builder.Property(f => f.PersonnelAuthorityId).HasColumnName("personnel_authority_id");
        builder.Property(f => f.PersonnelAuthorityVersion).HasColumnName("personnel_authority_version");
        builder.Property(f => f.AgencyOffice).HasColumnName("agency_office");
        builder.Property(f => f.IsAbove).HasColumnName("is_above");
        builder.Property(f => f.Agency).HasColumnName("agency");
        builder.Property(f => f.EmployeeKind).HasColumnName("employee_kind").HasConversion<string>();
        builder.Property(f => f.DocumentNumber).HasColumnName("document_number");
        builder.Property(f => f.DocumentOn).HasColumnName("document_on");
        builder.Property(f => f.Summary).HasColumnName("summary");
        builder.Property(f => f.Evidence).HasColumnName("evidence");
        builder.Property(f => f.ForwardedOn).HasColumnName("forwarded_on");
        builder.Property(f => f.ActByOn).HasColumnName("act_by_on");
        builder.Property(f => f.OverdueAt).HasColumnName("overdue_at");
        builder.Property(f => f.OverdueSince).HasColumnName("overdue_since");
        builder.Property(f => f.LastStep).HasColumnName("last_step").HasConversion<string>();
        builder.Property(f => f.Terms).HasColumnName("terms");
        builder.Property(f => f.TermsFrom).HasColumnName("terms_from");
        builder.Property(f => f.TermsOffice).HasColumnName("terms_office");
        builder.Property(f => f.TermsCalendar).HasColumnName("terms_calendar");
        builder.HasOne<Case>().WithMany().HasForeignKey(f => f.ReportId).HasConstraintName("fk_forwardings_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => f.ReportId).HasDatabaseName("ix_forwardings_report_id");
        builder.HasIndex(f => new { f.AgencyOffice, f.Id }).HasDatabaseName("ix_forwardings_agency_office_id");
        builder.HasIndex(f => f.OverdueAt).HasFilter("overdue_since is null and status in ('Forwarded', 'Received', 'UnderExamination')").HasDatabaseName("ix_forwardings_overdue_at");
        builder.HasIndex(f => f.TermsCalendar).HasFilter("terms_calendar is not null and overdue_since is null").HasDatabaseName("ix_forwardings_terms_calendar");
    }
}

/// <summary>The ledgers of forwardings, only ever added to.</summary>
internal sealed class FollowUpTable : IEntityTypeConfiguration<FollowUpRecord>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<FollowUpRecord> builder)
    {
        builder.ToTable("follow_ups");
        builder.HasKey(e => new { e.ForwardingId, e.Number });
        builder.Property(e => e.ForwardingId).HasColumnName("forwarding_id");
        builder.Property(e => e.Number).HasColumnName("number");
        builder.Property(e => e.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(e => e.RecordedAt).HasColumnName("recorded_at");
        builder.Property(e => e.RecordedBy).HasColumnName("recorded_by");
        builder.Property(e => e.Office).HasColumnName("office");
        builder.Property(e => e.HappenedOn).HasColumnName("happened_on");
        builder.Property(e => e.DocumentNumber).HasColumnName("document_number");
        builder.Property(e => e.SanctionCode).HasColumnName("sanction_code");
        builder.Property(e => e.Note).HasColumnName("note");
        builder.Property(e => e.Corrects).HasColumnName("corrects");
        builder.Property(e => e.CriminalStep).HasColumnName("criminal_step").HasConversion<string>();
        builder.Property(e => e.LocalTime).HasColumnName("local_time");
        builder.Property(e => e.Target).HasColumnName("target").HasConversion<string>();
        builder.HasOne<Forwarding>().WithMany().HasForeignKey(e => e.ForwardingId).HasConstraintName("fk_follow_ups_forwarding_id").OnDelete(DeleteBehavior.Restrict);
    }
}
