using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>Database of the pledges service: texts and declarations; signatures are written by <see cref="SignatureSql"/>.</summary>
internal sealed class PledgesDb(DbContextOptions<PledgesDb> options) : DbContext(options)
{
    public DbSet<PledgeText> PledgeTexts => Set<PledgeText>();

    public DbSet<Declaration> Declarations => Set<Declaration>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("pledges");
        modelBuilder.Entity<PledgeText>(Map);
        modelBuilder.Entity<Declaration>(Map);
        modelBuilder.Entity<Signature>(Map);
    }

    private static void Map(EntityTypeBuilder<PledgeText> text)
    {
        text.ToTable("pledge_texts");
        text.Property(t => t.Id).HasColumnName("id");
        text.Property(t => t.Kind).HasColumnName("kind").HasConversion<string>();
        text.Property(t => t.Title).HasColumnName("title");
        text.Property(t => t.Language).HasColumnName("language");
        text.Property(t => t.Source).HasColumnName("source");
        text.Property(t => t.Wording).HasColumnName("wording").HasConversion<string>();
        text.Property(t => t.PublishedBy).HasColumnName("published_by");
        text.Property(t => t.PublishedAt).HasColumnName("published_at");
        text.OwnsMany(t => t.Points, point =>
        {
            point.ToJson("points");
            point.PrimitiveCollection(p => p.Subjects).ElementType().HasConversion<string>();
        });
    }

    private static void Map(EntityTypeBuilder<Declaration> declaration)
    {
        declaration.ToTable("declarations");
        declaration.Property(d => d.Id).HasColumnName("id");
        declaration.Property(d => d.Version).HasColumnName("version");
        declaration.Property(d => d.Title).HasColumnName("title");
        declaration.Property(d => d.RegionCode).HasColumnName("region_code");
        declaration.Property(d => d.Venue).HasColumnName("venue");
        declaration.Property(d => d.HeldOn).HasColumnName("held_on_date");
        declaration.Property(d => d.StartsAt).HasColumnName("starts_at_local_time");
        declaration.Property(d => d.TimeZone).HasColumnName("time_zone").HasConversion<string>();
        declaration.Property(d => d.Mode).HasColumnName("mode").HasConversion<string>();
        declaration.PrimitiveCollection(d => d.Activities).HasColumnName("activities").ElementType().HasConversion<string>();
        declaration.Property(d => d.OrganiserName).HasColumnName("organiser_name");
        declaration.Property(d => d.OrganiserContactName).HasColumnName("organiser_contact_name");
        declaration.Property(d => d.OrganiserKind).HasColumnName("organiser_kind").HasConversion<string>();
        declaration.Property(d => d.PledgeTextId).HasColumnName("pledge_text_id");
        declaration.Property(d => d.ParentDeclarationId).HasColumnName("parent_declaration_id");
        declaration.PrimitiveCollection(d => d.StaffCategories).HasColumnName("staff_categories").ElementType().HasConversion<string>();
        declaration.PrimitiveCollection(d => d.Contests).HasColumnName("contests");
        declaration.Property(d => d.Source).HasColumnName("source");
        declaration.Property(d => d.RecordedAt).HasColumnName("recorded_at");
        declaration.Property(d => d.Signatures).HasColumnName("signatures");
        declaration.Property(d => d.PersonalPledges).HasColumnName("personal_pledges");
        declaration.OwnsMany(d => d.Participants, participant =>
        {
            participant.ToJson("participants");
            participant.Property(p => p.Role).HasConversion<string>();
            participant.Property(p => p.Tenure).HasConversion<string>();
        });
        declaration.HasOne<PledgeText>().WithMany().HasForeignKey(d => d.PledgeTextId).HasConstraintName("fk_declarations_pledge_text_id").OnDelete(DeleteBehavior.Restrict);
        declaration.HasOne<Declaration>().WithMany().HasForeignKey(d => d.ParentDeclarationId).HasConstraintName("fk_declarations_parent_declaration_id").OnDelete(DeleteBehavior.Restrict);
        declaration.HasIndex(d => d.RegionCode).HasDatabaseName("ix_declarations_region_code");
        declaration.HasIndex(d => d.ParentDeclarationId).HasDatabaseName("ix_declarations_parent_declaration_id");
        declaration.HasIndex(d => d.PledgeTextId).HasDatabaseName("ix_declarations_pledge_text_id");
    }

    private static void Map(EntityTypeBuilder<Signature> signature)
    {
        signature.ToTable("signatures");
        signature.Property(s => s.Id).HasColumnName("id");
        signature.Property(s => s.DeclarationId).HasColumnName("declaration_id");
        signature.Property(s => s.SignerName).HasColumnName("signer_name");
        signature.Property(s => s.SignerNumber).HasColumnName("signer_number");
        signature.Property(s => s.Position).HasColumnName("position");
        signature.Property(s => s.Agency).HasColumnName("agency");
        signature.Property(s => s.Tenure).HasColumnName("tenure");
        signature.Property(s => s.Represented).HasColumnName("represented");
        signature.Property(s => s.MandateBasis).HasColumnName("mandate_basis");
        signature.Property(s => s.RecordedAt).HasColumnName("recorded_at");
        signature.HasOne<Declaration>().WithMany().HasForeignKey(s => s.DeclarationId).HasConstraintName("fk_signatures_declaration_id").OnDelete(DeleteBehavior.Restrict);
        signature.HasIndex(s => new { s.DeclarationId, s.SignerNumber, s.Represented }).IsUnique().HasFilter("signer_number is not null")
            .HasDatabaseName("ux_signatures_declaration_id_signer_number_represented");
    }
}
