using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Notifications.Webhooks;

namespace Netralitas.Services.Notifications.Storage;

/// <summary>Webhook subscriptions and how far their receivers are.</summary>
internal sealed class SubscriptionTable : IEntityTypeConfiguration<Subscription>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("subscriptions");
        builder.Property(s => s.Id).HasColumnName("id");
        builder.Property(s => s.Office).HasColumnName("office");
        builder.Property(s => s.Url).HasColumnName("url");
        builder.Property(s => s.Kinds).HasColumnName("kinds");
        builder.Property(s => s.RegionCode).HasColumnName("region_code");
        builder.Property(s => s.State).HasColumnName("state").HasConversion<string>();
        builder.Property(s => s.CursorTransaction).HasColumnName("cursor_transaction").HasColumnType("xid8");
        builder.Property(s => s.CursorNoticeId).HasColumnName("cursor_notice_id");
        builder.Property(s => s.KeyId).HasColumnName("key_id");
        builder.Property(s => s.Generation).HasColumnName("generation");
        builder.Property(s => s.OldSecretUntil).HasColumnName("old_secret_until");
        builder.Property(s => s.FailedAttempts).HasColumnName("failed_attempts");
        builder.Property(s => s.NextAt).HasColumnName("next_at");
        builder.Property(s => s.CreatedBy).HasColumnName("created_by");
        builder.Property(s => s.CreatedAt).HasColumnName("created_at");
        builder.HasIndex(s => s.Office).HasDatabaseName("ix_subscriptions_office");
        builder.HasIndex(s => s.NextAt).HasFilter("state = 'Active'").HasDatabaseName("ix_subscriptions_next_at");
    }
}

/// <summary>Messages that were posted, kept for some days.</summary>
internal sealed class WebhookAttemptTable : IEntityTypeConfiguration<WebhookAttempt>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<WebhookAttempt> builder)
    {
        builder.ToTable("webhook_attempts");
        builder.Property(a => a.Id).HasColumnName("id").UseIdentityAlwaysColumn();
        builder.Property(a => a.SubscriptionId).HasColumnName("subscription_id");
        builder.Property(a => a.NoticeId).HasColumnName("notice_id");
        builder.Property(a => a.At).HasColumnName("at");
        builder.Property(a => a.Status).HasColumnName("status");
        builder.Property(a => a.Fault).HasColumnName("fault");
        builder.Property(a => a.Milliseconds).HasColumnName("milliseconds");
        builder.HasIndex(a => new { a.SubscriptionId, a.Id }).HasDatabaseName("ix_webhook_attempts_subscription_id_id");
    }
}
