using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Notifications.Broadcasts;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Templates;

namespace Netralitas.Services.Notifications.Storage;

/// <summary>The directory of offices.</summary>
internal sealed class OfficeTable : IEntityTypeConfiguration<DirectoryOffice>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<DirectoryOffice> builder)
    {
        builder.ToTable("offices");
        builder.HasKey(o => o.Office);
        builder.Property(o => o.Office).HasColumnName("office");
        builder.Property(o => o.Kind).HasColumnName("kind");
        builder.Property(o => o.RegionCode).HasColumnName("region_code");
        builder.Property(o => o.Name).HasColumnName("name");
        builder.Property(o => o.DeputyOffice).HasColumnName("deputy_office");
        builder.Property(o => o.ValidFrom).HasColumnName("valid_from");
        builder.Property(o => o.ValidTo).HasColumnName("valid_to");
        builder.Property(o => o.DutyFrom).HasColumnName("duty_from");
        builder.Property(o => o.DutyTo).HasColumnName("duty_to");
        builder.Property(o => o.Contacts).HasColumnName("contacts").HasColumnType("jsonb");
        builder.Property(o => o.Version).HasColumnName("version");
        builder.Property(o => o.RecordedBy).HasColumnName("recorded_by");
        builder.Property(o => o.RecordedAt).HasColumnName("recorded_at");
        // The order in which a broadcast goes through them, byte by byte.
        builder.HasIndex(o => o.Office).UseCollation("C").HasDatabaseName("ix_offices_office_bytes");
    }
}

/// <summary>Words that were published, only ever added to.</summary>
internal sealed class TemplateTable : IEntityTypeConfiguration<Template>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Template> builder)
    {
        builder.ToTable("templates");
        builder.HasKey(t => new { t.Kind, t.Version });
        builder.Property(t => t.Kind).HasColumnName("kind");
        builder.Property(t => t.Version).HasColumnName("version");
        builder.Property(t => t.Subject).HasColumnName("subject");
        builder.Property(t => t.Text).HasColumnName("text");
        builder.Property(t => t.Html).HasColumnName("html");
        builder.Property(t => t.ShortText).HasColumnName("short_text");
        builder.Property(t => t.PublishedBy).HasColumnName("published_by");
        builder.Property(t => t.PublishedAt).HasColumnName("published_at");
    }
}

/// <summary>Broadcasts and how far they went.</summary>
internal sealed class BroadcastTable : IEntityTypeConfiguration<Broadcast>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Broadcast> builder)
    {
        builder.ToTable("broadcasts");
        builder.Property(b => b.Id).HasColumnName("id");
        builder.Property(b => b.State).HasColumnName("state").HasConversion<string>();
        builder.Property(b => b.Title).HasColumnName("title");
        builder.Property(b => b.Body).HasColumnName("body");
        builder.Property(b => b.OfficeKind).HasColumnName("office_kind");
        builder.Property(b => b.RegionCode).HasColumnName("region_code");
        builder.Property(b => b.DraftedBy).HasColumnName("drafted_by");
        builder.Property(b => b.DraftedAt).HasColumnName("drafted_at");
        builder.Property(b => b.DecidedBy).HasColumnName("decided_by");
        builder.Property(b => b.DecidedAt).HasColumnName("decided_at");
        builder.Property(b => b.StoppedBy).HasColumnName("stopped_by");
        builder.Property(b => b.StoppedAt).HasColumnName("stopped_at");
        builder.Property(b => b.ToldUpTo).HasColumnName("told_up_to");
        builder.Property(b => b.ToldOffices).HasColumnName("told_offices");
        builder.HasIndex(b => b.Id).HasFilter("state = 'Approved'").HasDatabaseName("ix_broadcasts_approved");
    }
}

/// <summary>Notices whose first delivery is not planned yet.</summary>
internal sealed class NoticeToDeliverTable : IEntityTypeConfiguration<NoticeToDeliver>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<NoticeToDeliver> builder)
    {
        builder.ToTable("notices_to_deliver");
        builder.HasKey(n => n.NoticeId);
        builder.Property(n => n.NoticeId).HasColumnName("notice_id").ValueGeneratedNever();
        builder.Property(n => n.DueAt).HasColumnName("due_at");
        builder.HasIndex(n => n.DueAt).HasDatabaseName("ix_notices_to_deliver_due_at");
    }
}

/// <summary>Notices on their way to addresses.</summary>
internal sealed class DeliveryTable : IEntityTypeConfiguration<Delivery>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.Property(d => d.Id).HasColumnName("id");
        builder.Property(d => d.NoticeId).HasColumnName("notice_id");
        builder.Property(d => d.Step).HasColumnName("step");
        builder.Property(d => d.Channel).HasColumnName("channel").HasConversion<string>();
        builder.Property(d => d.Function).HasColumnName("function");
        builder.Property(d => d.Address).HasColumnName("address");
        builder.Property(d => d.TemplateVersion).HasColumnName("template_version");
        builder.Property(d => d.State).HasColumnName("state").HasConversion<string>();
        builder.Property(d => d.Attempts).HasColumnName("attempts");
        builder.Property(d => d.NextAt).HasColumnName("next_at");
        builder.Property(d => d.Provider).HasColumnName("provider");
        builder.Property(d => d.Reference).HasColumnName("reference");
        builder.Property(d => d.Fault).HasColumnName("fault");
        builder.Property(d => d.CreatedAt).HasColumnName("created_at");
        builder.Property(d => d.SentAt).HasColumnName("sent_at");
        builder.Property(d => d.SettledAt).HasColumnName("settled_at");
        builder.Property(d => d.HandledBy).HasColumnName("handled_by");
        builder.Property(d => d.ConfirmationDigest).HasColumnName("confirmation_digest");
        builder.HasOne<Notice>().WithMany().HasForeignKey(d => d.NoticeId).HasConstraintName("fk_deliveries_notice_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => new { d.NoticeId, d.Channel, d.Address }).IsUnique().HasDatabaseName("ux_deliveries_notice_id_channel_address");
        builder.HasIndex(d => new { d.NoticeId, d.Step }).IsUnique().HasDatabaseName("ux_deliveries_notice_id_step");
        builder.HasIndex(d => new { d.Channel, d.NextAt }).HasFilter("state in ('Created', 'Sending')").HasDatabaseName("ix_deliveries_channel_next_at");
        builder.HasIndex(d => d.Id).HasFilter("state in ('TemporaryFailure', 'PermanentFailure', 'TechnicalFailure')").HasDatabaseName("ix_deliveries_failed");
        builder.HasIndex(d => d.ConfirmationDigest).IsUnique().HasDatabaseName("ux_deliveries_confirmation_digest");
        builder.HasIndex(d => new { d.Provider, d.Reference }).HasFilter("reference is not null").HasDatabaseName("ix_deliveries_provider_reference");
    }
}

/// <summary>What providers said later, only ever added to.</summary>
internal sealed class ReceiptTable : IEntityTypeConfiguration<Receipt>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Receipt> builder)
    {
        builder.ToTable("receipts");
        builder.HasKey(r => new { r.Provider, r.Reference, r.Outcome });
        builder.Property(r => r.Provider).HasColumnName("provider");
        builder.Property(r => r.Reference).HasColumnName("reference");
        builder.Property(r => r.Outcome).HasColumnName("outcome").HasConversion<string>();
        builder.Property(r => r.ReceivedAt).HasColumnName("received_at");
    }
}
