using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Reports.Breaches;

namespace Netralitas.Services.Reports.Storage;

/// <summary>Breaches, only ever added to.</summary>
internal sealed class DataBreachTable : IEntityTypeConfiguration<DataBreach>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<DataBreach> builder)
    {
        builder.ToTable("data_breaches");
        builder.Property(b => b.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(b => b.KnownAt).HasColumnName("known_at");
        builder.Property(b => b.Happened).HasColumnName("happened");
        builder.Property(b => b.DataCategories).HasColumnName("data_categories");
        builder.Property(b => b.PersonCategories).HasColumnName("person_categories");
        builder.Property(b => b.Persons).HasColumnName("persons");
        builder.Property(b => b.Measures).HasColumnName("measures");
        builder.Property(b => b.RegionCode).HasColumnName("region_code");
        builder.Property(b => b.RecordedBy).HasColumnName("recorded_by");
        builder.Property(b => b.RecordedAt).HasColumnName("recorded_at");
    }
}

/// <summary>Which reporters breaches concern, only ever added to.</summary>
internal sealed class DataBreachReportTable : IEntityTypeConfiguration<DataBreachReport>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<DataBreachReport> builder)
    {
        builder.ToTable("data_breach_reports");
        builder.HasKey(r => new { r.BreachId, r.ReportId });
        builder.Property(r => r.BreachId).HasColumnName("breach_id");
        builder.Property(r => r.ReportId).HasColumnName("report_id");
        builder.HasOne<DataBreach>().WithMany().HasForeignKey(r => r.BreachId).HasConstraintName("fk_data_breach_reports_breach_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Report>().WithMany().HasForeignKey(r => r.ReportId).HasConstraintName("fk_data_breach_reports_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.ReportId).HasDatabaseName("ix_data_breach_reports_report_id");
    }
}

/// <summary>Notices of breaches, only ever added to.</summary>
internal sealed class DataBreachNoticeTable : IEntityTypeConfiguration<DataBreachNotice>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<DataBreachNotice> builder)
    {
        builder.ToTable("data_breach_notices");
        builder.HasKey(n => new { n.BreachId, n.Number });
        builder.Property(n => n.BreachId).HasColumnName("breach_id");
        builder.Property(n => n.Number).HasColumnName("number");
        builder.Property(n => n.Audience).HasColumnName("audience").HasConversion<string>();
        builder.Property(n => n.NotifiedAt).HasColumnName("notified_at");
        builder.Property(n => n.Way).HasColumnName("way");
        builder.Property(n => n.DocumentNumber).HasColumnName("document_number");
        builder.Property(n => n.Persons).HasColumnName("persons");
        builder.Property(n => n.Text).HasColumnName("text");
        builder.Property(n => n.RecordedBy).HasColumnName("recorded_by");
        builder.HasOne<DataBreach>().WithMany().HasForeignKey(n => n.BreachId).HasConstraintName("fk_data_breach_notices_breach_id").OnDelete(DeleteBehavior.Restrict);
    }
}
