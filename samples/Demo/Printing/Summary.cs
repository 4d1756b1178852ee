using System.Globalization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Demo.Loading;
using Spectre.Console;

namespace Netralitas.Demo.Printing;

/// <summary>What the suite answered about one declaration.</summary>
/// <param name="Answer">The declaration with its counts.</param>
/// <param name="Text">The text pledged; null where none was.</param>
internal sealed record DeclarationRecord(GetDeclarationResponse Answer, PledgeText? Text);

/// <summary>Prints, in Indonesian, only what the services answered.</summary>
internal sealed class Summary
{
    private const int LeastWidth = 150;

    private readonly IAnsiConsole _console;

    internal Summary(IAnsiConsole console)
    {
        _console = console;
        if (!console.Profile.Out.IsTerminal)
        {
            // A file has no width of its own.
            console.Profile.Width = LeastWidth;
        }
    }

    internal void Print(
        IReadOnlyList<DeclarationRecord> declarations,
        SubmitReportResponse receipt,
        TrackReportResponse progress,
        IReadOnlyDictionary<BawasluOffice, IReadOnlyList<Notice>> inboxes)
    {
        PrintDeclarations(declarations);
        PrintReport(receipt, progress);
        PrintInboxes(inboxes);
    }

    private void PrintDeclarations(IReadOnlyList<DeclarationRecord> declarations)
    {
        var table = Titled("Deklarasi, sebagaimana dijawab layanan", "Wilayah", "Tempat", "Tanggal", "Cara", "Kegiatan");
        foreach (var count in new[] { "Butir", "Tanda\ntangan", "Pribadi", "Mewakili", "Sesi" })
        {
            table.AddColumn(new TableColumn(count) { Alignment = Justify.Right, NoWrap = true });
        }

        foreach (var (answer, text) in declarations)
        {
            var (declaration, counts) = (answer.Declaration, answer.Counts);
            table.AddRow(
                Plain($"{declaration.RegionFullName} ({declaration.RegionCode})"),
                Plain(declaration.Venue.Length > 0 ? declaration.Venue : "(tidak disebut)"),
                Plain($"{Words.Date(declaration.HeldOn)}, {(declaration.StartsAt.Length > 0 ? $"pukul {declaration.StartsAt} " : "")}{Words.Of(declaration.TimeZone)}"),
                Plain(Words.Of(declaration.Mode)),
                Plain(string.Join(", ", declaration.Activities.Select(Words.Of))),
                Number(text?.Points.Count),
                Number(counts.Signatures),
                Number(counts.PersonalPledges),
                Number(counts.OnBehalf),
                Number(answer.ChildSessions));
        }

        _console.Write(table);
    }

    private void PrintReport(SubmitReportResponse receipt, TrackReportResponse progress)
    {
        var table = Titled("Laporan contoh", "", "").HideHeaders();
        table.AddRow("Nomor laporan", Plain(progress.Number));
        table.AddRow("Kode akses", Plain($"{receipt.AccessCode}  (dicetak hanya karena ini contoh; kode akses laporan sungguhan hanya untuk pelapor)"));
        table.AddRow("Diterima", Plain(progress.ReceivedAt.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd HH.mm 'WIB'", CultureInfo.InvariantCulture)));
        table.AddRow("Jenis", Plain(progress.KindText));
        table.AddRow("Status", Plain(progress.StatusText));
        table.AddRow("Langkah berikutnya", Plain(progress.NextStep));
        foreach (var remark in receipt.Remarks)
        {
            table.AddRow("Catatan", Plain(remark));
        }

        _console.Write(table);
    }

    private void PrintInboxes(IReadOnlyDictionary<BawasluOffice, IReadOnlyList<Notice>> inboxes)
    {
        var table = Titled("Pemberitahuan per kantor", "Kantor", "Deklarasi", "Laporan", "Tanda tangan\nterhitung", "Yang terbaru");
        foreach (var (office, notices) in inboxes.OrderBy(inbox => inbox.Key.Region, StringComparer.Ordinal))
        {
            table.AddRow(
                Plain(office.ToString()),
                Number(notices.Count(n => n.Kind == NoticeKind.DeclarationHeld)),
                Number(notices.Count(n => n.Kind == NoticeKind.ReportReceived)),
                Number(notices.Sum(n => n.Signatures)),
                Plain(notices[0].Title));
        }

        _console.Write(table);
    }

    private static Table Titled(string title, params string[] columns)
    {
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Square };
        return table.AddColumns(columns);
    }

    private static string Plain(string text) => Markup.Escape(text);

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
