using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.EvidenceIntake;

namespace Netralitas.Services.Reports.Storage;

/// <summary>Files, whole or under way.</summary>
internal sealed class EvidenceFileTable : IEntityTypeConfiguration<EvidenceFile>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<EvidenceFile> builder)
    {
        builder.ToTable("evidence_files");
        builder.Property(f => f.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(f => f.SizeBytes).HasColumnName("size_bytes");
        builder.Property(f => f.StoredBytes).HasColumnName("stored_bytes");
        builder.Property(f => f.State).HasColumnName("state").HasConversion<string>();
        builder.Property(f => f.UploadKey).HasColumnName("upload_key");
        builder.Property(f => f.TouchedAt).HasColumnName("touched_at");
        builder.HasIndex(f => f.TouchedAt).HasFilter("state <> 'Kept'").HasDatabaseName("ix_evidence_files_touched_at");
    }
}

/// <summary>Parts of files in the store.</summary>
internal sealed class EvidencePartTable : IEntityTypeConfiguration<EvidencePart>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<EvidencePart> builder)
    {
        builder.ToTable("evidence_parts");
        builder.HasKey(p => p.Name);
        builder.Property(p => p.Name).HasColumnName("name").ValueGeneratedNever();
        builder.Property(p => p.FileId).HasColumnName("file_id");
        builder.Property(p => p.Offset).HasColumnName("start");
        builder.Property(p => p.Length).HasColumnName("length");
        builder.Property(p => p.IsStored).HasColumnName("is_stored");
        builder.Property(p => p.BegunAt).HasColumnName("begun_at");
        builder.HasOne<EvidenceFile>().WithMany().HasForeignKey(p => p.FileId).HasConstraintName("fk_evidence_parts_file_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.FileId, p.Offset }).HasDatabaseName("ix_evidence_parts_file_id_start");
        builder.HasIndex(p => p.BegunAt).HasFilter("not is_stored").HasDatabaseName("ix_evidence_parts_begun_at");
    }
}

/// <summary>Sealed keys of files, only ever added to.</summary>
internal sealed class EvidenceFileKeyTable : IEntityTypeConfiguration<EvidenceFileKey>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<EvidenceFileKey> builder)
    {
        builder.ToTable("evidence_file_keys");
        builder.HasKey(k => new { k.FileId, k.Recipient });
        builder.Property(k => k.FileId).HasColumnName("file_id");
        builder.Property(k => k.Recipient).HasColumnName("recipient");
        builder.Property(k => k.SealedKey).HasColumnName("sealed_key");
        builder.HasOne<EvidenceFile>().WithMany().HasForeignKey(k => k.FileId).HasConstraintName("fk_evidence_file_keys_file_id").OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Uploads: added, and taken out when they are abandoned.</summary>
internal sealed class UploadTable : IEntityTypeConfiguration<Upload>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.ToTable("uploads");
        builder.Property(u => u.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(u => u.ReportId).HasColumnName("report_id");
        builder.Property(u => u.RequestKey).HasColumnName("request_key");
        builder.Property(u => u.RequestMac).HasColumnName("request_mac");
        builder.Property(u => u.Office).HasColumnName("office");
        builder.Property(u => u.SizeBytes).HasColumnName("size_bytes");
        builder.Property(u => u.DeclaredSha256).HasColumnName("declared_sha256");
        builder.Property(u => u.KeepsMetadata).HasColumnName("keeps_metadata");
        builder.Property(u => u.FileId).HasColumnName("file_id");
        builder.Property(u => u.BegunAt).HasColumnName("begun_at");
        builder.OwnsOne(u => u.Label, LabelColumns.Configure);
        builder.HasOne<Report>().WithMany().HasForeignKey(u => u.ReportId).HasConstraintName("fk_uploads_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceFile>().WithOne().HasForeignKey<Upload>(u => u.FileId).HasConstraintName("fk_uploads_file_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(u => new { u.ReportId, u.RequestKey }).IsUnique().HasDatabaseName("ux_uploads_report_id_request_key");
        builder.HasIndex(u => u.FileId).IsUnique().HasDatabaseName("ux_uploads_file_id");
    }
}

/// <summary>Evidence, only ever added to.</summary>
internal sealed class EvidenceItemTable : IEntityTypeConfiguration<EvidenceItem>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<EvidenceItem> builder)
    {
        builder.ToTable("evidence_items");
        builder.Property(e => e.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(e => e.ReportId).HasColumnName("report_id");
        builder.Property(e => e.Number).HasColumnName("number");
        builder.Property(e => e.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(e => e.RequestKey).HasColumnName("request_key");
        builder.Property(e => e.RequestMac).HasColumnName("request_mac");
        builder.Property(e => e.Office).HasColumnName("office");
        builder.Property(e => e.MediaType).HasColumnName("media_type");
        builder.Property(e => e.SizeBytes).HasColumnName("size_bytes");
        builder.Property(e => e.Sha256).HasColumnName("sha256");
        builder.Property(e => e.DeclaredSha256).HasColumnName("declared_sha256");
        builder.Property(e => e.OriginalFileId).HasColumnName("original_file_id");
        builder.Property(e => e.CopyFileId).HasColumnName("copy_file_id");
        builder.Property(e => e.CopySizeBytes).HasColumnName("copy_size_bytes");
        builder.Property(e => e.CopySha256).HasColumnName("copy_sha256");
        builder.Property(e => e.KeepsMetadata).HasColumnName("keeps_metadata");
        builder.Property(e => e.Pixels).HasColumnName("pixels");
        builder.Property(e => e.Source).HasColumnName("source").HasConversion<string>();
        builder.Property(e => e.ReceivedAt).HasColumnName("received_at");
        builder.OwnsOne(e => e.Label, LabelColumns.Configure);
        builder.HasOne<Report>().WithMany().HasForeignKey(e => e.ReportId).HasConstraintName("fk_evidence_items_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceFile>().WithMany().HasForeignKey(e => e.OriginalFileId).HasConstraintName("fk_evidence_items_original_file_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceFile>().WithMany().HasForeignKey(e => e.CopyFileId).HasConstraintName("fk_evidence_items_copy_file_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => new { e.ReportId, e.Number }).IsUnique().HasDatabaseName("ux_evidence_items_report_id_number");
        builder.HasIndex(e => new { e.ReportId, e.RequestKey }).IsUnique().HasDatabaseName("ux_evidence_items_report_id_request_key");
        builder.HasIndex(e => e.OriginalFileId).IsUnique().HasDatabaseName("ux_evidence_items_original_file_id");
        builder.HasIndex(e => e.CopyFileId).IsUnique().HasDatabaseName("ux_evidence_items_copy_file_id");
    }
}

/// <summary>Chains of custody, only ever added to.</summary>
internal sealed class CustodyEntryTable : IEntityTypeConfiguration<CustodyEntry>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<CustodyEntry> builder)
    {
        builder.ToTable("custody_entries");
        builder.HasKey(c => new { c.ItemId, c.Entry });
        builder.Property(c => c.ItemId).HasColumnName("item_id");
        builder.Property(c => c.Entry).HasColumnName("entry");
        builder.Property(c => c.Act).HasColumnName("act").HasConversion<string>();
        builder.Property(c => c.At).HasColumnName("at");
        builder.Property(c => c.Office).HasColumnName("office");
        builder.Property(c => c.Person).HasColumnName("person");
        builder.Property(c => c.Place).HasColumnName("place");
        builder.Property(c => c.Note).HasColumnName("note");
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(c => c.ItemId).HasConstraintName("fk_custody_entries_item_id").OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Columns of a sealed label.</summary>
internal static class LabelColumns
{
    internal static void Configure<TOwner>(OwnedNavigationBuilder<TOwner, SealedLabel> label)
        where TOwner : class
    {
        label.Property(l => l.ForOffice).HasColumnName("label_for_office");
        label.Property(l => l.ForCentral).HasColumnName("label_for_central");
        label.Property(l => l.ForReporter).HasColumnName("label_for_reporter");
    }
}
