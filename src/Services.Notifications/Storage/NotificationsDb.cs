using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Storage;

/// <summary>What the notices of one event have in common.</summary>
internal sealed record NoticeDraft(NoticeKind Kind, Guid SubjectId, int SubjectVersion, string Title, string Body, string? RegionCode);

/// <summary>Database of the notifications service.</summary>
internal sealed class NotificationsDb(DbContextOptions<NotificationsDb> options) : DbContext(options)
{
    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<DeclarationTally> DeclarationTallies => Set<DeclarationTally>();

    /// <summary>Puts one notice into the inbox of each office, unless it is there already.</summary>
    internal async Task TellAsync(IReadOnlyList<Office> offices, NoticeDraft draft, DateTimeOffset now, CancellationToken cancel)
    {
        if (PlantedBug.Is("notices.twice") && draft.SubjectVersion == 1)
        {
            await TellAsync(offices, draft with { SubjectVersion = 2 }, now, cancel);
        }

        var ids = offices.Select(_ => Guid.CreateVersion7(now)).ToArray();
        var names = offices.Select(o => o.ToString()).ToArray();
        await Database.ExecuteSqlAsync(
            $"""
            insert into notifications.notices (id, office, kind, subject_id, subject_version, title, body, region_code, created_at)
            select n.id, n.office, {draft.Kind.ToString()}, {draft.SubjectId}, {draft.SubjectVersion}, {draft.Title}, {draft.Body}, {draft.RegionCode}, {now}
            from unnest({ids}, {names}) as n(id, office)
            on conflict (subject_id, office, kind, subject_version) do nothing
            """, cancel);
    }

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
            notice.Property(n => n.AcknowledgedAt).HasColumnName("acknowledged_at");
            notice.Property(n => n.AcknowledgedBy).HasColumnName("acknowledged_by");
            notice.HasIndex(n => new { n.SubjectId, n.Office, n.Kind, n.SubjectVersion }).IsUnique().HasDatabaseName("ux_notices_subject_id_office_kind_subject_version");
            notice.HasIndex(n => new { n.Office, n.Id }).HasDatabaseName("ix_notices_office_id");
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
