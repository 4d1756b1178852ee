using System.Text;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Escalations;
using Netralitas.Services.Notifications.Preferences;
using Netralitas.Services.Notifications.Templates;
using Netralitas.Services.Notifications.Windows;

namespace Netralitas.Services.Notifications.Tests.Templates;

/// <summary>docs/notices.md has every text that goes out, word for word; written anew with NETRALITAS_UPDATE_SNAPSHOTS=1.</summary>
public class NoticeTableTests
{
    private const string Page = "docs/notices.md";

    private const string Head = """
        # Every notice, word for word

        What offices read, as the events make it and as version 0 of its template writes it. Who reads Indonesian every day should read this page. Written by a test
        (`NETRALITAS_UPDATE_SNAPSHOTS=1 dotnet test tests/Services.Notifications.Tests --filter NoticeTable`), which fails while a text of the program differs from it. How notices go out: [notifications](notifications.md).

        """;

    [Fact]
    public void The_page_of_all_notices_has_every_text_as_it_goes_out()
    {
        var path = Path.Combine(Root(), Page);
        if (Environment.GetEnvironmentVariable("NETRALITAS_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, Written());
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), Written());
    }

    [Fact]
    public void Every_kind_is_on_the_page_and_no_text_has_a_gap_a_double_space_or_a_sentence_without_an_end()
    {
        Assert.Equal(Enum.GetValues<NoticeKind>().Where(kind => kind is not NoticeKind.Unspecified), NoticeSamples.All.Select(sample => sample.Kind).Distinct().Order());
        Assert.All(NoticeSamples.All, sample =>
        {
            var mail = Mail(sample.Kind, sample.Told[0], sample.Words);
            Assert.All(new[] { mail.Subject, mail.Text, mail.ShortText }, text => Assert.DoesNotMatch(@"\{\{|\}\}|[^\n]  |\.\.|  $| ,", text));
            Assert.Matches(@"[.:0-9a-zA-Z]\z", sample.Words.Body);
            Assert.Contains(sample.Words.Title, mail.Subject, StringComparison.Ordinal);
        });
    }

    private static string Written()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var kind in NoticeSamples.All.GroupBy(sample => sample.Kind).OrderBy(kind => ShippedTemplates.NameOf(kind.Key), StringComparer.Ordinal))
        {
            var name = ShippedTemplates.NameOf(kind.Key);
            page.Append('\n').Append("## ").Append(name).Append(": ").Append(ShippedTemplates.All.Single(shipped => shipped.Template.Kind == name).Purpose).Append("\n\n");
            page.Append(NoticeManner.IsLegal(kind.Key) ? "Legal: goes out at once, at any hour." : NoticePreferences.CanBeChosen(kind.Key) ? "Each office and person may have it at once, together with others, or in the inbox only." : "Goes out at once.");
            page.Append(EscalationLife.Climbs(kind.Key) ? " Climbs when nobody acknowledges it." : "");
            page.Append(WindowRules.Holds(kind.Key, isConfidential: true) ? " Of a confidential report held until a window is over." : "").Append('\n');
            foreach (var (_, told, words) in kind)
            {
                page.Append("\nTo ").Append(string.Join(", ", told.Select(office => $"`{office}`"))).Append(":\n\n> **").Append(words.Title).Append("**\n>\n> ").Append(words.Body.Replace("\n", "\n> ", StringComparison.Ordinal)).Append('\n');
            }

            var mail = Mail(kind.Key, kind.First().Told[0], kind.First().Words);
            page.Append("\nAs a mail, the first of them:\n\n```\n").Append(mail.Subject).Append("\n\n").Append(mail.Text).Append("```\n\nAs a text message: ").Append(mail.ShortText).Append('\n');
        }

        return page.ToString();
    }

    private static TemplateWords Mail(NoticeKind kind, Office office, (string Title, string Body) words) => ShippedTemplates.Find(ShippedTemplates.NameOf(kind))!.Fill(TemplateFields.Of(
        new Notice
        {
            Id = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"),
            Office = office.ToString(),
            Kind = kind,
            SubjectId = Guid.Empty,
            SubjectVersion = 1,
            Title = words.Title,
            Body = words.Body,
            RegionCode = "75.71",
            CreatedAt = new DateTimeOffset(2024, 10, 8, 2, 30, 0, TimeSpan.Zero),
        },
        office.Kind == "ppk" ? "PPK Kota Gorontalo" : "Bawaslu Kota Gorontalo", "7K2M-9QXD-4T0B-1ZPE"));

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Netralitas.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
