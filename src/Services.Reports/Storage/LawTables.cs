using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Reports.Law;

namespace Netralitas.Services.Reports.Storage;

/// <summary>Changes of the law, only ever added to.</summary>
internal sealed class LawRevisionTable : IEntityTypeConfiguration<LawRevision>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<LawRevision> builder)
    {
        builder.ToTable("law_revisions");
        builder.HasKey(r => r.Number);
        builder.Property(r => r.Number).HasColumnName("number").ValueGeneratedNever();
        builder.Property(r => r.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(r => r.KnownSince).HasColumnName("known_since");
        builder.Property(r => r.RecordedBy).HasColumnName("recorded_by");
        builder.Property(r => r.Facts).HasColumnName("facts");
        builder.Ignore(r => r.Decree);
    }
}
