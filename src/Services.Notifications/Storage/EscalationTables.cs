using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Notifications.Escalations;

namespace Netralitas.Services.Notifications.Storage;

/// <summary>Notices that climb until somebody acknowledges them.</summary>
internal sealed class EscalationTable : IEntityTypeConfiguration<Escalation>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Escalation> builder)
    {
        builder.ToTable("escalations");
        builder.HasKey(e => new { e.SubjectId, e.Kind, e.SubjectVersion });
        builder.Property(e => e.SubjectId).HasColumnName("subject_id");
        builder.Property(e => e.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(e => e.SubjectVersion).HasColumnName("subject_version");
        builder.Property(e => e.Line).HasColumnName("line");
        builder.Property(e => e.Step).HasColumnName("step");
        builder.Property(e => e.Number).HasColumnName("number");
        builder.Property(e => e.RegionCode).HasColumnName("region_code");
        builder.Property(e => e.Since).HasColumnName("since");
        builder.Property(e => e.DueAt).HasColumnName("due_at");
        builder.Property(e => e.Outcome).HasColumnName("outcome").HasConversion<string>();
        builder.Property(e => e.EndedAt).HasColumnName("ended_at");
        builder.HasIndex(e => e.DueAt).HasFilter("due_at is not null").HasDatabaseName("ix_escalations_due_at");
    }
}
