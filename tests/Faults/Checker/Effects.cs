using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Faults.Checker;

/// <summary>I6: what happened took effect once: each office told once, each signature counted once, each notice shown once.</summary>
/// <param name="reports">What is stored of reports.</param>
/// <param name="notices">All notices.</param>
/// <param name="declarations">What is stored of declarations.</param>
/// <param name="lists">What is stored of signatures.</param>
/// <param name="clocksMoved">Whether a clock jumped by more than the hours within which a notice is to be acknowledged: then others follow it rightly, and are not judged.</param>
internal sealed class Effects(IReadOnlyList<StoredReport> reports, IReadOnlyList<StoredNotice> notices, IReadOnlyList<StoredDeclaration> declarations, IReadOnlyList<StoredList> lists, bool clocksMoved)
{
    private static readonly string[] Screens = ["bawaslu:75.71", "bawaslu:35"];

    private readonly Finding finding = new("I6", "every office is told once, every signature counted once");

    internal async Task<Finding> CheckAsync(IReadOnlyList<(Guid Declaration, int Signatures, int Personal)> tallies, CallInvoker gateway, Metadata officer)
    {
        var bySubject = notices.ToLookup(n => n.Subject);
        foreach (var report in reports)
        {
            CheckTold($"report {report.Number}", [.. bySubject[report.Id]], "ReportReceived", report.Region);
            var number = string.Join('-', report.Number.Chunk(4).Select(c => new string(c)));
            finding.Check(bySubject[report.Id].All(n => n.Body.Contains(number, StringComparison.Ordinal)), () => $"report {report.Number}: a notice of it names another number");
        }

        foreach (var declaration in declarations)
        {
            CheckTold($"declaration {declaration.Id}", [.. bySubject[declaration.Id]], "DeclarationHeld", declaration.Region);
            CheckCounted(declaration, [.. tallies.Where(t => t.Declaration == declaration.Id)]);
        }

        foreach (var office in Screens)
        {
            await CheckScreenAsync(office, new InboxService.InboxServiceClient(gateway), officer);
        }

        return finding;
    }

    private void CheckTold(string subject, List<StoredNotice> all, string kind, string? region)
    {
        var told = clocksMoved ? all.FindAll(notice => notice.Kind == kind) : all;
        var expected = Offices.Of(region).Order().ToList();
        var actual = told.Select(n => n.Office).Order().ToList();
        finding.Check(expected.SequenceEqual(actual), () => $"{subject}: told were [{string.Join(' ', actual)}] instead of [{string.Join(' ', expected)}]");
        finding.Check(told.All(n => n.Kind == kind && n.Version == 1 && n.Region == region), () => $"{subject}: a notice of another kind, version or region");
    }

    private void CheckCounted(StoredDeclaration declaration, List<(Guid Declaration, int Signatures, int Personal)> tally)
    {
        var stored = lists.Where(l => l.Declaration == declaration.Id).ToList();
        var (signatures, personal) = (stored.Sum(l => l.Signatures), stored.Sum(l => l.Personal));
        finding.Check(declaration.Signatures == signatures && declaration.Personal == personal,
            () => $"declaration {declaration.Id} counts {declaration.Signatures}/{declaration.Personal}, stored are {signatures}/{personal}");
        finding.Check(tally.Count <= 1 && tally.Sum(t => t.Signatures) == signatures && tally.Sum(t => t.Personal) == personal,
            () => $"declaration {declaration.Id}: offices are shown {tally.Sum(t => t.Signatures)}/{tally.Sum(t => t.Personal)} signatures, stored are {signatures}/{personal}");
    }

    private async Task CheckScreenAsync(string office, InboxService.InboxServiceClient inbox, Metadata officer)
    {
        var shown = new List<string>();
        var page = "";
        do
        {
            var answer = await inbox.ListNoticesAsync(
                new ListNoticesRequest { Office = office, PageSize = 200, PageToken = page }, officer, DateTime.UtcNow.AddSeconds(20));
            shown.AddRange(answer.Notices.Select(n => n.Body + n.DeclarationId));
            page = answer.NextPageToken;
        }
        while (page.Length > 0);

        var expected = notices.Count(n => n.Office == office);
        finding.Check(shown.Count == expected && shown.Distinct().Count() == shown.Count, () => $"{office} is shown {shown.Count} notices, {shown.Distinct().Count()} of them different; stored are {expected}");
    }
}
