using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Reports.Audit;

namespace Netralitas.Services.Reports.Storage;

/// <summary>The chains of all offices, only ever added to. A trigger numbers and hashes what is added.</summary>
internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.Property(e => e.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(e => e.Office).HasColumnName("office");
        builder.Property(e => e.Sequence).HasColumnName("sequence").HasDefaultValueSql("0");
        builder.Property(e => e.At).HasColumnName("at");
        builder.Property(e => e.Act).HasColumnName("act").HasConversion(act => AuditChain.Written(act), written => AuditChain.ActOf(written));
        builder.Property(e => e.Rpc).HasColumnName("rpc");
        builder.Property(e => e.Actor).HasColumnName("actor");
        builder.Property(e => e.ActorOffice).HasColumnName("actor_office");
        builder.Property(e => e.ReportId).HasColumnName("report_id");
        builder.Property(e => e.Version).HasColumnName("version");
        builder.Property(e => e.Previous).HasColumnName("previous").HasDefaultValueSql("''::bytea");
        builder.Property(e => e.Hash).HasColumnName("hash").HasDefaultValueSql("''::bytea");
        builder.HasIndex(e => new { e.Office, e.Sequence }).IsUnique().HasDatabaseName("ux_audit_entries_office_sequence");
        builder.HasIndex(e => new { e.Office, e.ReportId, e.Sequence }).HasDatabaseName("ix_audit_entries_office_report_id_sequence");
        builder.HasIndex(e => new { e.Office, e.Actor, e.Sequence }).HasDatabaseName("ix_audit_entries_office_actor_sequence");
    }
}

/// <summary>The last entry of each chain; the trigger writes it, and nobody else may.</summary>
internal sealed class AuditHeadTable : IEntityTypeConfiguration<AuditHead>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("audit_heads");
        builder.HasKey(h => h.Office);
        builder.Property(h => h.Office).HasColumnName("office");
        builder.Property(h => h.Sequence).HasColumnName("sequence");
        builder.Property(h => h.Hash).HasColumnName("hash");
    }
}

/// <summary>Signed lists of heads, only ever added to.</summary>
internal sealed class AuditHeadListTable : IEntityTypeConfiguration<AuditHeadList>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<AuditHeadList> builder)
    {
        builder.ToTable("audit_head_lists");
        builder.Property(l => l.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(l => l.At).HasColumnName("at");
        builder.Property(l => l.Text).HasColumnName("text");
        builder.Property(l => l.Signature).HasColumnName("signature");
        builder.Property(l => l.PublicKey).HasColumnName("public_key");
        builder.HasIndex(l => l.At).HasDatabaseName("ix_audit_head_lists_at");
    }
}
