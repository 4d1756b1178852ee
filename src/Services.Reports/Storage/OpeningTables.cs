using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Reports.Custody;

namespace Netralitas.Services.Reports.Storage;

/// <summary>Wishes to open identities, only ever added to.</summary>
internal sealed class OpeningTable : IEntityTypeConfiguration<Opening>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Opening> builder)
    {
        builder.ToTable("identity_openings");
        builder.Property(o => o.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(o => o.ReportId).HasColumnName("report_id");
        builder.Property(o => o.Evidence).HasColumnName("evidence");
        builder.Property(o => o.OfficeCode).HasColumnName("office_code");
        builder.Property(o => o.Ground).HasColumnName("ground").HasConversion<string>();
        builder.Property(o => o.Reason).HasColumnName("reason");
        builder.Property(o => o.RequestedBy).HasColumnName("requested_by");
        builder.Property(o => o.RequestedByOffice).HasColumnName("requested_by_office");
        builder.Property(o => o.RequestedAt).HasColumnName("requested_at");
        builder.HasOne<Report>().WithMany().HasForeignKey(o => o.ReportId).HasConstraintName("fk_identity_openings_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasAlternateKey(o => new { o.Id, o.RequestedBy }).HasName("ux_identity_openings_id_requested_by");
        builder.HasIndex(o => o.ReportId).HasDatabaseName("ix_identity_openings_report_id");
    }
}

/// <summary>Approvals of a second person, only ever added to. One row for an opening, and never by who asked for it.</summary>
internal sealed class OpeningApprovalTable : IEntityTypeConfiguration<OpeningApproval>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<OpeningApproval> builder)
    {
        builder.ToTable("identity_opening_approvals", table => table.HasCheckConstraint("ck_identity_opening_approvals_two_people", "approved_by <> requested_by"));
        builder.HasKey(a => a.OpeningId);
        builder.Property(a => a.OpeningId).HasColumnName("opening_id").ValueGeneratedNever();
        builder.Property(a => a.RequestedBy).HasColumnName("requested_by");
        builder.Property(a => a.ApprovedBy).HasColumnName("approved_by");
        builder.Property(a => a.ApprovedByOffice).HasColumnName("approved_by_office");
        builder.Property(a => a.ApprovedAt).HasColumnName("approved_at");
        builder.Property(a => a.ReadableUntil).HasColumnName("readable_until");
        builder.HasIndex(a => new { a.OpeningId, a.RequestedBy }).HasDatabaseName("ix_identity_opening_approvals_opening_id_requested_by");
        builder.HasOne<Opening>().WithMany().HasForeignKey(a => new { a.OpeningId, a.RequestedBy }).HasPrincipalKey(o => new { o.Id, o.RequestedBy })
            .HasConstraintName("fk_identity_opening_approvals_opening").OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Readings of identities, only ever added to.</summary>
internal sealed class OpeningReadingTable : IEntityTypeConfiguration<OpeningReading>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<OpeningReading> builder)
    {
        builder.ToTable("identity_opening_readings");
        builder.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(r => r.OpeningId).HasColumnName("opening_id");
        builder.Property(r => r.ReadBy).HasColumnName("read_by");
        builder.Property(r => r.ReadAt).HasColumnName("read_at");
        builder.HasOne<OpeningApproval>().WithMany().HasForeignKey(r => r.OpeningId).HasConstraintName("fk_identity_opening_readings_opening_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.OpeningId).HasDatabaseName("ix_identity_opening_readings_opening_id");
    }
}
