using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Notifications.Broadcasts;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Escalations;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Preferences;
using Netralitas.Services.Notifications.Templates;
using Netralitas.Services.Notifications.Webhooks;
using Netralitas.Services.Notifications.Windows;

namespace Netralitas.Services.Notifications.Storage;

/// <summary>Database of the notifications service.</summary>
internal sealed class NotificationsDb(DbContextOptions<NotificationsDb> options) : DbContext(options)
{
    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<DeclarationTally> DeclarationTallies => Set<DeclarationTally>();

    public DbSet<DirectoryOffice> Offices => Set<DirectoryOffice>();

    public DbSet<Template> Templates => Set<Template>();

    public DbSet<Broadcast> Broadcasts => Set<Broadcast>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<Preference> Preferences => Set<Preference>();

    public DbSet<PersonPreference> PersonPreferences => Set<PersonPreference>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

    public DbSet<Escalation> Escalations => Set<Escalation>();

    public DbSet<HeldNotice> HeldNotices => Set<HeldNotice>();

    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<WebhookAttempt> WebhookAttempts => Set<WebhookAttempt>();

    /// <summary>Adds signatures to the tally of a declaration.</summary>
    internal Task AddToTallyAsync(Guid declarationId, int signatures, int personalPledges, CancellationToken cancel) =>
        Database.ExecuteSqlAsync(
            $"""
            insert into notifications.declaration_tallies as t (declaration_id, signatures, personal_pledges) values ({declarationId}, {signatures}, {personalPledges})
            on conflict (declaration_id) do update set signatures = t.signatures + excluded.signatures, personal_pledges = t.personal_pledges + excluded.personal_pledges
            """, cancel);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("notifications");
        modelBuilder.HasSequence<long>("notice_order");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(NotificationsDb).Assembly);
        modelBuilder.Entity<Notice>(notice =>
        {
            notice.ToTable("notices");
            notice.Property(n => n.Id).HasColumnName("id");
            notice.Property(n => n.Office).HasColumnName("office");
            notice.Property(n => n.Kind).HasColumnName("kind").HasConversion<string>();
            notice.Property(n => n.SubjectId).HasColumnName("subject_id");
            notice.Property(n => n.SubjectVersion).HasColumnName("subject_version");
            notice.Property(n => n.Title).HasColumnName("title");
            notice.Property(n => n.Body).HasColumnName("body");
            notice.Property(n => n.RegionCode).HasColumnName("region_code");
            notice.Property(n => n.CreatedAt).HasColumnName("created_at");
            notice.Property(n => n.ToldIn).HasColumnName("told_in").HasColumnType("xid8").HasDefaultValueSql("nextval('notifications.notice_order')::text::xid8");
            notice.Property(n => n.AcknowledgedAt).HasColumnName("acknowledged_at");
            notice.Property(n => n.AcknowledgedBy).HasColumnName("acknowledged_by");
            notice.Property(n => n.AcknowledgedMeans).HasColumnName("acknowledged_means").HasConversion<string>();
            notice.Property(n => n.AcknowledgedDeliveryId).HasColumnName("acknowledged_delivery_id");
            notice.HasIndex(n => new { n.SubjectId, n.Office, n.Kind, n.SubjectVersion }).IsUnique().HasDatabaseName("ux_notices_subject_id_office_kind_subject_version");
            notice.HasIndex(n => new { n.Office, n.Id }).HasDatabaseName("ix_notices_office_id");
            notice.HasIndex(n => new { n.ToldIn, n.Id }).HasDatabaseName("ix_notices_told_in_id");
            notice.HasIndex(n => new { n.Office, n.ToldIn, n.Id }).HasDatabaseName("ix_notices_office_told_in_id");
        });
        modelBuilder.Entity<DeclarationTally>(tally =>
        {
            tally.ToTable("declaration_tallies");
            tally.HasKey(t => t.DeclarationId);
            tally.Property(t => t.DeclarationId).HasColumnName("declaration_id");
            tally.Property(t => t.Signatures).HasColumnName("signatures");
            tally.Property(t => t.PersonalPledges).HasColumnName("personal_pledges");
        });
    }
}
