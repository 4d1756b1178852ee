using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Netralitas.Services.Reports.Reading;
using NpgsqlTypes;

namespace Netralitas.Services.Reports.Storage;

/// <summary>What lists read. Whatever changes it, triggers write the changes of the counts in the same transaction.</summary>
internal sealed class WorkListTable : IEntityTypeConfiguration<WorkListEntry>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<WorkListEntry> builder)
    {
        builder.ToTable("work_list");
        builder.HasKey(w => w.ReportId);
        builder.Property(w => w.ReportId).HasColumnName("report_id").ValueGeneratedNever();
        builder.Property(w => w.Number).HasColumnName("number").UseCollation("C");
        builder.Property(w => w.ReceivedAt).HasColumnName("received_at");
        builder.Property(w => w.ReceivedYear).HasColumnName("received_year");
        builder.Property(w => w.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(w => w.Status).HasColumnName("status").HasConversion<string>();
        builder.Property(w => w.OfficeCode).HasColumnName("office_code").UseCollation("C");
        builder.Property(w => w.RegencyCode).HasColumnName("regency_code").UseCollation("C");
        builder.Property(w => w.ProvinceCode).HasColumnName("province_code").UseCollation("C");
        builder.Property(w => w.RegionCode).HasColumnName("region_code");
        builder.Property(w => w.Channel).HasColumnName("channel").HasDefaultValue("");
        builder.Property(w => w.ContestId).HasColumnName("contest_id");
        builder.Property(w => w.ClaimedBy).HasColumnName("claimed_by");
        builder.Property(w => w.ClaimedByOffice).HasColumnName("claimed_by_office");
        builder.Property(w => w.UnreadMessages).HasColumnName("unread_messages");
        builder.Property(w => w.DueAt).HasColumnName("due_at");
        builder.Property(w => w.LastDay).HasColumnName("last_day");
        builder.Property(w => w.Codes).HasColumnName("codes");
        builder.HasOne<Report>().WithOne().HasForeignKey<WorkListEntry>(w => w.ReportId).HasConstraintName("fk_work_list_report_id").OnDelete(DeleteBehavior.Restrict);
        // One for each order and each width of an office; the status first, so that each status of a list is read in order and no further than a page.
        builder.HasIndex(w => new { w.Status, w.DueAt, w.Number }).HasDatabaseName("ix_work_list_status_due_at");
        builder.HasIndex(w => new { w.Status, w.ReceivedAt, w.Number }).HasDatabaseName("ix_work_list_status_received_at");
        builder.HasIndex(w => new { w.ProvinceCode, w.Status, w.DueAt, w.Number }).HasDatabaseName("ix_work_list_province_code_due_at");
        builder.HasIndex(w => new { w.ProvinceCode, w.Status, w.ReceivedAt, w.Number }).HasDatabaseName("ix_work_list_province_code_received_at");
        builder.HasIndex(w => new { w.RegencyCode, w.Status, w.DueAt, w.Number }).HasDatabaseName("ix_work_list_regency_code_due_at");
        builder.HasIndex(w => new { w.RegencyCode, w.Status, w.ReceivedAt, w.Number }).HasDatabaseName("ix_work_list_regency_code_received_at");
        builder.HasIndex(w => new { w.ContestId, w.Status, w.DueAt, w.Number }).HasFilter("contest_id is not null").HasDatabaseName("ix_work_list_contest_id_due_at");
        builder.HasIndex(w => new { w.ClaimedBy, w.ClaimedByOffice, w.Status }).HasFilter("claimed_by is not null").HasDatabaseName("ix_work_list_claimed_by");
        builder.HasIndex(w => new { w.Status, w.DueAt, w.Number }, "unread").HasFilter("unread_messages > 0").HasDatabaseName("ix_work_list_unread");
        builder.HasIndex(w => w.Codes).HasMethod("gin").HasFilter("codes <> '{}'").HasDatabaseName("ix_work_list_codes");
        // A frequent act is found soon in the order of the list; a rare one by the index of acts.
        builder.HasIndex(w => new { w.Status, w.DueAt, w.Number }, "qualified_due_at").HasFilter("cardinality(codes) > 0").HasDatabaseName("ix_work_list_qualified_due_at");
        builder.HasIndex(w => new { w.Status, w.ReceivedAt, w.Number }, "qualified_received_at").HasFilter("cardinality(codes) > 0").HasDatabaseName("ix_work_list_qualified_received_at");
        // Without the status, for searches: a frequent word is found soon in the order of the list, a rare one by the index of words.
        // The condition is true of every row. Only searches name it, so these never serve a list, which would read all rows for a status that has none.
        builder.HasIndex(w => new { w.DueAt, w.Number }).HasFilter("number > ''").HasDatabaseName("ix_work_list_due_at");
        builder.HasIndex(w => new { w.ReceivedAt, w.Number }).HasFilter("number > ''").HasDatabaseName("ix_work_list_received_at");
        builder.HasIndex(w => new { w.ProvinceCode, w.DueAt, w.Number }).HasFilter("number > ''").HasDatabaseName("ix_work_list_province_code_order_due_at");
        builder.HasIndex(w => new { w.ProvinceCode, w.ReceivedAt, w.Number }).HasFilter("number > ''").HasDatabaseName("ix_work_list_province_code_order_received_at");
        builder.HasIndex(w => new { w.RegencyCode, w.DueAt, w.Number }).HasFilter("number > ''").HasDatabaseName("ix_work_list_regency_code_order_due_at");
        builder.HasIndex(w => new { w.RegencyCode, w.ReceivedAt, w.Number }).HasFilter("number > ''").HasDatabaseName("ix_work_list_regency_code_order_received_at");
    }
}

/// <summary>The blind index of respondents' names, in the orders of the lists.</summary>
internal sealed class RespondentMarkTable : IEntityTypeConfiguration<RespondentMark>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<RespondentMark> builder)
    {
        builder.ToTable("respondent_marks");
        builder.HasKey(m => new { m.Mark, m.ReportId });
        builder.Property(m => m.Mark).HasColumnName("mark");
        builder.Property(m => m.ReportId).HasColumnName("report_id");
        builder.Property(m => m.Number).HasColumnName("number").UseCollation("C");
        builder.Property(m => m.ReceivedAt).HasColumnName("received_at");
        builder.Property(m => m.DueAt).HasColumnName("due_at");
        builder.Property(m => m.RegencyCode).HasColumnName("regency_code").UseCollation("C");
        builder.Property(m => m.ProvinceCode).HasColumnName("province_code").UseCollation("C");
        builder.HasOne<WorkListEntry>().WithMany().HasForeignKey(m => m.ReportId).HasConstraintName("fk_respondent_marks_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => m.ReportId).HasDatabaseName("ix_respondent_marks_report_id");
        // One for each order. What tells whose a report is stands in it, so that an office passes over those of others without reading them.
        builder.HasIndex(m => new { m.Mark, m.DueAt, m.Number }).IncludeProperties(m => new { m.ReportId, m.RegencyCode, m.ProvinceCode }).HasDatabaseName("ix_respondent_marks_due_at");
        builder.HasIndex(m => new { m.Mark, m.ReceivedAt, m.Number }).IncludeProperties(m => new { m.ReportId, m.RegencyCode, m.ProvinceCode }).HasDatabaseName("ix_respondent_marks_received_at");
    }
}

/// <summary>The words that officers wrote, in the form that PostgreSQL searches.</summary>
internal sealed class SearchDocument
{
    public required Guid ReportId { get; init; }

    public required NpgsqlTsVector Words { get; init; }
}

/// <inheritdoc cref="SearchDocument"/>
internal sealed class SearchDocumentTable : IEntityTypeConfiguration<SearchDocument>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<SearchDocument> builder)
    {
        builder.ToTable("search_documents");
        builder.HasKey(d => d.ReportId);
        builder.Property(d => d.ReportId).HasColumnName("report_id").ValueGeneratedNever();
        builder.Property(d => d.Words).HasColumnName("words");
        builder.HasOne<WorkListEntry>().WithOne().HasForeignKey<SearchDocument>(d => d.ReportId).HasConstraintName("fk_search_documents_report_id").OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => d.Words).HasMethod("gin").HasDatabaseName("ix_search_documents_words");
    }
}

/// <summary>Decisions for everybody, only ever added to.</summary>
internal sealed class AnonymousDecisionTable : IEntityTypeConfiguration<AnonymousDecision>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<AnonymousDecision> builder)
    {
        builder.ToTable("anonymous_decisions");
        builder.Property(d => d.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(d => d.Month).HasColumnName("month");
        builder.Property(d => d.ContestId).HasColumnName("contest_id");
        builder.Property(d => d.RegionLevel).HasColumnName("region_level");
        builder.Property(d => d.Code).HasColumnName("code");
        builder.Property(d => d.Act).HasColumnName("act");
        builder.Property(d => d.Law).HasColumnName("law");
        builder.Property(d => d.Outcome).HasColumnName("outcome").HasConversion<string>();
        builder.HasIndex(d => new { d.Month, d.Id }).HasDatabaseName("ix_anonymous_decisions_month_id");
    }
}

/// <summary>Counts that were added up.</summary>
internal sealed class TallyTable : IEntityTypeConfiguration<Tally>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Tally> builder)
    {
        builder.ToTable("tallies");
        builder.HasKey(t => new { t.Code, t.OfficeCode, t.ReceivedYear, t.Kind, t.Status, t.ContestId, t.Channel });
        builder.Property(t => t.Count).HasColumnName("count");
        TallyCells.Configure(builder);
    }
}

/// <summary>Changes of counts that were not added up yet.</summary>
internal sealed class TallyChangeTable : IEntityTypeConfiguration<TallyChange>
{
    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<TallyChange> builder)
    {
        builder.ToTable("tally_changes");
        builder.Property(t => t.Id).HasColumnName("id").UseIdentityAlwaysColumn();
        builder.Property(t => t.Change).HasColumnName("change");
        TallyCells.Configure(builder);
    }
}

/// <summary>Columns that both have.</summary>
internal static class TallyCells
{
    internal static void Configure<TCell>(EntityTypeBuilder<TCell> builder) where TCell : TallyCell
    {
        builder.Property(t => t.Code).HasColumnName("code").UseCollation("C");
        builder.Property(t => t.OfficeCode).HasColumnName("office_code").UseCollation("C");
        builder.Property(t => t.ReceivedYear).HasColumnName("received_year");
        builder.Property(t => t.Kind).HasColumnName("kind");
        builder.Property(t => t.Status).HasColumnName("status");
        builder.Property(t => t.ContestId).HasColumnName("contest_id");
        builder.Property(t => t.Channel).HasColumnName("channel").HasDefaultValue("");
    }
}
