using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Violations;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Reading;

/// <summary>A filter as a query. Pure.</summary>
/// <remarks>
/// A list is read status by status, each in the order of an index and no further than the page, so that a rare status costs as little as a frequent one. A search for what is rare begins at what was
/// searched for, one for what is frequent at the order of the list. Which it is, the planner can tell of the country and of a province; that documents are marked with their regency it takes for
/// chance, so for a regency it is counted. A name is looked up in the order of the list: its marks have the same order, so that of those who bear a frequent one no more are read than the page has.
/// </remarks>
internal sealed class CaseQuery
{
    /// <summary>Longest words that are searched for.</summary>
    internal const int LongestSearch = 200;

    // To read a document that was found costs about as much as to look at two rows in the order of the list: of the widest regency's 45,000 reports, what more than this many have is found sooner in that order.
    private const int FewFound = 1500;

    // Only what was registered is qualified.
    private static readonly ReportStatus[] Qualifiable = [.. Enum.GetValues<ReportStatus>().Where(status => status != ReportStatus.Unspecified && CaseLife.IsRegistered(status))];

    private static readonly TimeSpan Notice = TimeSpan.FromDays(1);

    private readonly CaseFilter filter;
    private readonly Sql sql = new();
    private readonly string[] statuses;

    // What is searched for in texts, and the same among the documents of the scope; null where no text is searched for.
    private (string Everywhere, string Here)? said;
    private bool isCounted;

    // For each word of the name that is searched for, what its mark is to be; and where the reports are, as their marks tell it.
    private readonly List<string> marks = [];
    private string amongMarks = "";

    private CaseQuery(CaseFilter filter, OfficeScope scope, Caller caller, NameMarks names, DateTimeOffset now)
    {
        this.filter = filter;
        var codes = CodesOf(filter);
        statuses = [.. (filter.Statuses.Count > 0 ? filter.Statuses.Distinct() : Enum.GetValues<ReportStatus>()).Where(status => status != ReportStatus.Unspecified)
            .Where(status => codes is null || Qualifiable.Contains(status)).Select(status => status.ToString())];
        scope.Narrow(sql);
        NarrowByDeadline(now);
        NarrowByState(codes, caller);
        NarrowBySearch(scope, names);
    }

    /// <summary>The query of a filter.</summary>
    /// <param name="filter">As sent.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="names">The blind index of names.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="others">What else is wrong with the request.</param>
    /// <exception cref="RefusalException">FILTER_INVALID with all faults.</exception>
    internal static CaseQuery Of(CaseFilter filter, Caller caller, NameMarks names, DateTimeOffset now, params IEnumerable<FieldFault> others)
    {
        var scope = OfficeScope.Of(filter.OfficeCode, caller);
        var faults = CaseFilterFaults.Of(filter, scope).Concat(others).ToList();
        return faults.Count == 0 ? new CaseQuery(filter, scope!, caller, names, now) : throw ReadingRefusals.FilterInvalid(faults);
    }

    /// <summary>The rows of a page.</summary>
    /// <param name="order">In which order.</param>
    /// <param name="after">The row before the page; null for the first.</param>
    /// <param name="count">Rows at most.</param>
    internal (string Text, IReadOnlyList<Npgsql.NpgsqlParameter> Values) Page(CaseOrder order, PagePlace? after, int count)
    {
        var (column, direction, beyond) = order == CaseOrder.Receipt ? ("received_at", " desc", "<") : ("due_at", "", ">");
        var row = IsByName ? "m" : "w";
        if (after is not null)
        {
            sql.Where($"({row}.{column}, {row}.number) {beyond} ({sql.Value(after.At)}, {sql.Value(after.Number)})");
        }

        var sorted = $"order by {row}.{column}{direction}, {row}.number{direction} limit {sql.Value(count)}";
        var wanted = sql.Value(statuses);
        if (!IsSearch)
        {
            return ($"""
                select w.* from unnest({wanted}) as s(status)
                cross join lateral (select * from reports.work_list w where w.status = s.status{sql.Conditions} {sorted}) as w {sorted}
                """, sql.Values);
        }

        var conditions = $"w.status = any({wanted}){sql.Conditions}";
        if (IsByName)
        {
            return ($"select w.* from reports.respondent_marks m join reports.work_list w using (report_id) where m.mark {marks[0]}{amongMarks}{Bearing(marks[1..])} and {conditions} {sorted}", sql.Values);
        }

        conditions += Bearing(marks);
        return isCounted && said is { } text
            ? (Counted(text.Everywhere, text.Here, conditions, sorted), sql.Values)
            : ($"select w.* from reports.work_list w where w.number > '' and {conditions}{Saying(said?.Here)} {sorted}", sql.Values);
    }

    /// <summary>All rows, in the order of their receipt, with the numbers that offices gave.</summary>
    internal (string Text, IReadOnlyList<Npgsql.NpgsqlParameter> Values) All() =>
        ($"""
        select w.number, o.number as official_number, r.number as registration_number, w.kind, w.status, w.received_at, w.office_code, w.region_code, w.contest_id, w.codes, w.last_day,
            w.claimed_by_office, w.unread_messages
        from reports.work_list w left join reports.official_numbers o using (report_id) left join reports.registrations r using (report_id)
        where w.status = any({sql.Value(statuses)}){sql.Conditions}{Bearing(marks)}{Saying(said?.Here)} order by w.received_at, w.number
        """, sql.Values);

    // Of the two halves one is asked, by how many documents were found.
    private static string Counted(string everywhere, string here, string conditions, string sorted) =>
        $"""
        with found as materialized (select d.report_id from reports.search_documents d where d.words @@ {here} limit {FewFound + 1}),
            few as materialized (select count(*) <= {FewFound} as are from found)
        select * from (
            (select w.* from reports.work_list w where (select are from few) and w.report_id = any(array(select report_id from found)) and {conditions} {sorted})
            union all
            (select w.* from reports.work_list w where not (select are from few) and w.number > '' and {conditions}{Saying(everywhere)} {sorted})) as w {sorted}
        """;

    private static string Saying(string? sought) => sought is null ? "" : $" and exists (select from reports.search_documents d where d.report_id = w.report_id and d.words @@ {sought})";

    private static string Bearing(IEnumerable<string> sought) => string.Concat(sought.Select(mark => $" and exists (select from reports.respondent_marks b where b.report_id = w.report_id and b.mark {mark})"));

    private bool IsByName => marks.Count > 0 && said is null;

    private bool IsSearch => filter.Respondent.Length > 0 || filter.Text.Length > 0;

    private static string[]? CodesOf(CaseFilter filter)
    {
        var ofTrack = filter.Track.Length == 0 ? null : ViolationCatalogue.Published.All.Where(row => row.Track.ToString() == filter.Track).Select(row => row.Code).Distinct();
        var asked = filter.Codes.Count == 0 ? null : filter.Codes.Distinct();
        return ofTrack is null && asked is null ? null : [.. asked is null ? ofTrack! : ofTrack is null ? asked : asked.Intersect(ofTrack)];
    }

    private void NarrowByDeadline(DateTimeOffset now)
    {
        switch (filter.Deadline)
        {
            case DeadlineFilter.Overdue:
                sql.Where($"w.due_at <= {sql.Value(now)}");
                break;
            case DeadlineFilter.DueSoon:
                sql.Where($"w.due_at > {sql.Value(now)} and w.due_at <= {sql.Value(now + Notice)}");
                break;
            case DeadlineFilter.None:
                sql.Where("w.due_at = 'infinity'");
                break;
        }

        // The instant bounds are wider than any zone, and are there for the index.
        if (FilingTime.DayOf(filter.LastDayFrom) is { } from)
        {
            sql.Where($"w.last_day >= {sql.Value(from)} and w.due_at >= {sql.Value(Midnight(from).AddDays(-1))}");
        }

        if (FilingTime.DayOf(filter.LastDayTo) is { } to)
        {
            sql.Where($"w.last_day <= {sql.Value(to)} and w.due_at <= {sql.Value(Midnight(to).AddDays(2))}");
        }
    }

    private void NarrowByState(string[]? codes, Caller caller)
    {
        if (filter.Kinds.Count > 0)
        {
            sql.Where($"w.kind = any({sql.Value(filter.Kinds.Select(kind => kind.ToString()).ToArray())})");
        }

        if (codes is not null)
        {
            // The second condition says nothing new; it lets an index without unqualified cases serve.
            sql.Where($"w.codes && {sql.Value(codes)} and cardinality(w.codes) > 0");
        }

        if (filter.Claim == ClaimFilter.Mine)
        {
            sql.Where($"w.claimed_by = {sql.Value(caller.Subject)} and w.claimed_by_office = {sql.Value(caller.Office.ToString())}");
        }
        else if (filter.Claim == ClaimFilter.Nobody)
        {
            sql.Where("w.claimed_by is null");
        }

        if (filter.HasUnreadMessages)
        {
            sql.Where("w.unread_messages > 0");
        }

        if (filter.ContestId.Length > 0)
        {
            sql.Where($"w.contest_id = {sql.Value(filter.ContestId)}");
        }
    }

    private void NarrowBySearch(OfficeScope scope, NameMarks names)
    {
        foreach (var keyed in names.Sought(filter.Respondent))
        {
            // Only what equals one value is read in order; there are more while a secret is replaced.
            marks.Add(keyed.Length == 1 ? $"= {sql.Value(keyed[0])}" : $"= any({sql.Value(keyed)})");
        }

        amongMarks = marks.Count == 0 || scope.IsNational ? "" : $" and {scope.Within("m", sql)}";

        if (filter.Text.Length > 0)
        {
            var words = $"plainto_tsquery('indonesian', {sql.Value(filter.Text)})";
            sql.Where($"numnode({words}) > 0");
            said = (words, scope.Lexeme is { } office ? $"({words} && {sql.Value(office)}::tsquery)" : words);
            isCounted = scope.IsRegency;
        }
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
