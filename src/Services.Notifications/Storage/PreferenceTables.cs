using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Notifications.Digests;
using Netralitas.Services.Notifications.Preferences;

namespace Netralitas.Services.Notifications.Storage;

/// <summary>How offices want notices of each kind.</summary>
internal sealed class PreferenceTable : IEntityTypeConfiguration<Preference>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Preference> builder)
    {
        builder.ToTable("preferences");
        builder.HasKey(p => new { p.Office, p.Kind });
        builder.Property(p => p.Office).HasColumnName("office");
        builder.Property(p => p.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(p => p.Manner).HasColumnName("manner").HasConversion<string>();
        builder.Property(p => p.RecordedBy).HasColumnName("recorded_by");
        builder.Property(p => p.RecordedAt).HasColumnName("recorded_at");
    }
}

/// <summary>How people want the notices that go to their own addresses.</summary>
internal sealed class PersonPreferenceTable : IEntityTypeConfiguration<PersonPreference>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<PersonPreference> builder)
    {
        builder.ToTable("person_preferences");
        builder.HasKey(p => new { p.Office, p.Person });
        builder.Property(p => p.Office).HasColumnName("office");
        builder.Property(p => p.Person).HasColumnName("person");
        builder.Property(p => p.Wish).HasColumnName("wish").HasColumnType("jsonb");
        builder.Property(p => p.RecordedAt).HasColumnName("recorded_at");
    }
}

/// <summary>Notices that wait for a digest.</summary>
internal sealed class DigestItemTable : IEntityTypeConfiguration<DigestItem>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<DigestItem> builder)
    {
        builder.ToTable("digest_items");
        builder.HasKey(i => i.NoticeId);
        builder.Property(i => i.NoticeId).HasColumnName("notice_id").ValueGeneratedNever();
        builder.Property(i => i.Office).HasColumnName("office");
        builder.Property(i => i.DueAt).HasColumnName("due_at");
        builder.HasIndex(i => new { i.DueAt, i.Office }).HasDatabaseName("ix_digest_items_due_at_office");
    }
}
