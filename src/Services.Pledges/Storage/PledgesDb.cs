using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>Database of the pledges service: texts and declarations; signatures are written by <see cref="SignatureSql"/>.</summary>
internal sealed class PledgesDb(DbContextOptions<PledgesDb> options) : DbContext(options)
{
    public DbSet<PledgeText> PledgeTexts => Set<PledgeText>();

    public DbSet<Declaration> Declarations => Set<Declaration>();

    public DbSet<RollCorrection> RollCorrections => Set<RollCorrection>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("pledges");
        modelBuilder.Entity<PledgeText>(Map);
        modelBuilder.Entity<Declaration>(Map);
        modelBuilder.Entity<RollCorrection>(Map);
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
        text.Property(t => t.Version).HasColumnName("version").HasDefaultValue(1);
        text.Property(t => t.PreviousTextId).HasColumnName("previous_text_id");
        text.Property(t => t.LegalBasis).HasColumnName("legal_basis").HasDefaultValue("");
        text.Property(t => t.Contest).HasColumnName("contest").HasDefaultValue("");
        text.HasOne<PledgeText>().WithMany().HasForeignKey(t => t.PreviousTextId).HasConstraintName("fk_pledge_texts_previous_text_id").OnDelete(DeleteBehavior.Restrict);
        // One text follows another in a language: two that are published at once do not both.
        text.HasIndex(t => new { t.PreviousTextId, t.Language }).IsUnique().HasFilter("previous_text_id is not null").HasDatabaseName("ux_pledge_texts_previous_text_id_language");
        text.OwnsMany(t => t.Points, point =>
        {
            point.ToJson("points");
            point.Property(p => p.Nature).HasConversion<string>();
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
        declaration.Property(d => d.EvidenceNote).HasColumnName("evidence_note").HasDefaultValue("");
        declaration.Property(d => d.CancelReason).HasColumnName("cancel_reason").HasDefaultValue("");
        // What was recorded before there were states is open.
        declaration.Property(d => d.Status).HasColumnName("status").HasConversion<string>().HasDefaultValue(DeclarationStatus.Open).HasSentinel(DeclarationStatus.Unspecified);
        declaration.Property(d => d.StateVersion).HasColumnName("state_version").HasDefaultValue(1);
        declaration.OwnsMany(d => d.Participants, participant =>
        {
            participant.ToJson("participants");
            participant.Property(p => p.Role).HasConversion<string>();
            participant.Property(p => p.Tenure).HasConversion<string>();
        });
        declaration.HasOne<PledgeText>().WithMany().HasForeignKey(d => d.PledgeTextId).HasConstraintName("fk_declarations_pledge_text_id").OnDelete(DeleteBehavior.Restrict);
        declaration.HasOne<Declaration>().WithMany().HasForeignKey(d => d.ParentDeclarationId).HasConstraintName("fk_declarations_parent_declaration_id").OnDelete(DeleteBehavior.Restrict);
        declaration.HasIndex(d => d.RegionCode).HasDatabaseName("ix_declarations_region_code");
        declaration.HasIndex(d => new { d.HeldOn, d.Id }).HasDatabaseName("ix_declarations_held_on_date_id");
        declaration.HasIndex(d => d.ParentDeclarationId).HasDatabaseName("ix_declarations_parent_declaration_id");
        declaration.HasIndex(d => d.PledgeTextId).HasDatabaseName("ix_declarations_pledge_text_id");
    }

    private static void Map(EntityTypeBuilder<RollCorrection> correction)
    {
        correction.ToTable("roll_corrections");
        correction.HasKey(c => new { c.DeclarationId, c.Number });
        correction.Property(c => c.DeclarationId).HasColumnName("declaration_id");
        correction.Property(c => c.Number).HasColumnName("number");
        correction.Property(c => c.EntryId).HasColumnName("entry_id");
        correction.Property(c => c.Wrong).HasColumnName("wrong");
        correction.Property(c => c.Right).HasColumnName("right_words");
        correction.Property(c => c.Basis).HasColumnName("basis");
        correction.Property(c => c.RecordedBy).HasColumnName("recorded_by");
        correction.Property(c => c.RecordedAt).HasColumnName("recorded_at");
        correction.HasOne<Declaration>().WithMany().HasForeignKey(c => c.DeclarationId).HasConstraintName("fk_roll_corrections_declaration_id").OnDelete(DeleteBehavior.Restrict);
    }

    private static void Map(EntityTypeBuilder<Signature> signature)
    {
        signature.ToTable("signatures");
        signature.Property(s => s.Id).HasColumnName("id");
        signature.Property(s => s.DeclarationId).HasColumnName("declaration_id");
        signature.Property(s => s.SignerName).HasColumnName("signer_name");
        signature.Property(s => s.SignerNumber).HasColumnName("signer_number");
        signature.Property(s => s.SealedNumber).HasColumnName("sealed_number");
        signature.Property(s => s.SignerIndex).HasColumnName("signer_index");
        signature.Property(s => s.PostIndex).HasColumnName("post_index");
        signature.Property(s => s.PledgeScope).HasColumnName("pledge_scope");
        signature.Property(s => s.PositionKey).HasColumnName("position_key").HasDefaultValue("");
        signature.Property(s => s.Method).HasColumnName("method").HasDefaultValue("List");
        signature.Property(s => s.ListId).HasColumnName("list_id");
        signature.Property(s => s.Position).HasColumnName("position");
        signature.Property(s => s.Agency).HasColumnName("agency");
        signature.Property(s => s.Tenure).HasColumnName("tenure");
        signature.Property(s => s.Represented).HasColumnName("represented");
        signature.Property(s => s.MandateBasis).HasColumnName("mandate_basis");
        signature.Property(s => s.RecordedAt).HasColumnName("recorded_at");
        signature.Property(s => s.SignedOn).HasColumnName("signed_on");
        // No foreign key: it would be checked row by row, thousands of times for one declaration. Whoever records signatures holds its row, and a trigger keeps a declaration that has any.
        signature.HasIndex(s => new { s.DeclarationId, s.SignerNumber, s.Represented }).IsUnique().HasFilter("signer_number is not null")
            .HasDatabaseName("ux_signatures_declaration_id_signer_number_represented");
        signature.HasIndex(s => new { s.SignerIndex, s.PledgeScope, s.Represented }).IsUnique().HasFilter("signer_index is not null")
            .HasDatabaseName("ux_signatures_signer_index_pledge_scope_represented");
        signature.HasIndex(s => s.PostIndex).HasFilter("post_index is not null").HasDatabaseName("ix_signatures_post_index");
        signature.HasIndex(s => new { s.DeclarationId, s.Id }).HasDatabaseName("ix_signatures_declaration_id_id");
    }
}
