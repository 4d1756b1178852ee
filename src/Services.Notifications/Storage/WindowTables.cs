using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Notifications.Windows;

namespace Netralitas.Services.Notifications.Storage;

/// <summary>Notices that wait for the end of a window.</summary>
internal sealed class HeldNoticeTable : IEntityTypeConfiguration<HeldNotice>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<HeldNotice> builder)
    {
        builder.ToTable("held_notices");
        builder.HasKey(h => new { h.SubjectId, h.Kind, h.SubjectVersion });
        builder.Property(h => h.SubjectId).HasColumnName("subject_id");
        builder.Property(h => h.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(h => h.SubjectVersion).HasColumnName("subject_version");
        builder.Property(h => h.Offices).HasColumnName("offices");
        builder.Property(h => h.Title).HasColumnName("title");
        builder.Property(h => h.Body).HasColumnName("body");
        builder.Property(h => h.RegionCode).HasColumnName("region_code");
        builder.Property(h => h.HeldAt).HasColumnName("held_at").HasDefaultValueSql("clock_timestamp()");
        builder.Property(h => h.Line).HasColumnName("line");
        builder.Property(h => h.Number).HasColumnName("number");
        builder.Property(h => h.ClimbsAfter).HasColumnName("climbs_after");
    }
}

/// <summary>Up to where windows were ended.</summary>
internal sealed class NoticeWindowTable : IEntityTypeConfiguration<NoticeWindow>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<NoticeWindow> builder)
    {
        builder.ToTable("notice_windows");
        builder.Property(w => w.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(w => w.Until).HasColumnName("until");
    }
}
