using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Reports.Retention;

namespace Netralitas.Services.Reports.Storage;

/// <summary>Holds, only ever added to.</summary>
internal sealed class CaseHoldTable : IEntityTypeConfiguration<CaseHold>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<CaseHold> builder)
    {
        builder.ToTable("case_holds");
        builder.Property(h => h.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(h => h.ReportId).HasColumnName("report_id");
        builder.Property(h => h.OfficeCode).HasColumnName("office_code");
        builder.Property(h => h.Reason).HasColumnName("reason");
        builder.Property(h => h.DocumentNumber).HasColumnName("document_number");
        builder.Property(h => h.PlacedBy).HasColumnName("placed_by");
        builder.Property(h => h.PlacedByOffice).HasColumnName("placed_by_office");
        builder.Property(h => h.PlacedAt).HasColumnName("placed_at");
        builder.HasOne<Report>().WithMany().HasForeignKey(h => h.ReportId).HasConstraintName("fk_case_holds_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(h => h.ReportId).HasDatabaseName("ix_case_holds_report_id");
    }
}

/// <summary>Lifted holds, only ever added to; one for a hold.</summary>
internal sealed class CaseHoldLiftTable : IEntityTypeConfiguration<CaseHoldLift>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<CaseHoldLift> builder)
    {
        builder.ToTable("case_hold_lifts");
        builder.HasKey(l => l.HoldId);
        builder.Property(l => l.HoldId).HasColumnName("hold_id").ValueGeneratedNever();
        builder.Property(l => l.Reason).HasColumnName("reason");
        builder.Property(l => l.LiftedBy).HasColumnName("lifted_by");
        builder.Property(l => l.LiftedByOffice).HasColumnName("lifted_by_office");
        builder.Property(l => l.LiftedAt).HasColumnName("lifted_at");
        builder.HasOne<CaseHold>().WithOne().HasForeignKey<CaseHoldLift>(l => l.HoldId).HasConstraintName("fk_case_hold_lifts_hold_id").OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Erasures that were begun, only ever added to; one for a report.</summary>
internal sealed class CaseErasureTable : IEntityTypeConfiguration<CaseErasure>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<CaseErasure> builder)
    {
        builder.ToTable("case_erasures");
        builder.HasKey(e => e.ReportId);
        builder.Property(e => e.ReportId).HasColumnName("report_id").ValueGeneratedNever();
        builder.Property(e => e.Id).HasColumnName("id");
        builder.Property(e => e.OfficeCode).HasColumnName("office_code");
        builder.Property(e => e.Ground).HasColumnName("ground").HasConversion<string>();
        builder.Property(e => e.Class).HasColumnName("class").HasConversion<string>();
        builder.Property(e => e.RuleId).HasColumnName("rule_id");
        builder.Property(e => e.RuleVersion).HasColumnName("rule_version");
        builder.Property(e => e.KeptUntil).HasColumnName("kept_until");
        builder.Property(e => e.BegunAt).HasColumnName("begun_at");
        builder.HasOne<Report>().WithOne().HasForeignKey<CaseErasure>(e => e.ReportId).HasConstraintName("fk_case_erasures_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => e.Id).IsUnique().HasDatabaseName("ux_case_erasures_id");
    }
}

/// <summary>Erasures that are over, only ever added to.</summary>
internal sealed class CaseErasureEndTable : IEntityTypeConfiguration<CaseErasureEnd>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<CaseErasureEnd> builder)
    {
        builder.ToTable("case_erasure_ends");
        builder.HasKey(e => e.ReportId);
        builder.Property(e => e.ReportId).HasColumnName("report_id").ValueGeneratedNever();
        builder.Property(e => e.ErasedAt).HasColumnName("erased_at");
        builder.HasOne<CaseErasure>().WithOne().HasForeignKey<CaseErasureEnd>(e => e.ReportId).HasConstraintName("fk_case_erasure_ends_report_id").OnDelete(DeleteBehavior.Restrict);
    }
}
