using System.Net;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;

namespace Netralitas.Services.Notifications.Templates;

/// <summary>One version of the words around notices of a kind. Never changed.</summary>
internal sealed class Template
{
    public required string Kind { get; init; }

    /// <summary>0 came with the release; those that were published count from 1.</summary>
    public required int Version { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    public required string ShortText { get; init; }

    public string? PublishedBy { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The words for one notice.</summary>
    internal TemplateWords Fill(IReadOnlyDictionary<string, string> values) => new()
    {
        Subject = TemplateText.Fill(Subject, values, TemplateFields.OnOneLine),
        Text = TemplateText.Fill(Text, values, value => value),
        Html = TemplateText.Fill(Html, values, WebUtility.HtmlEncode),
        ShortText = TemplateText.Fill(ShortText, values, TemplateFields.OnOneLine),
    };
}

/// <summary>The fields that every notice has, whatever its kind. Pure.</summary>
internal static class TemplateFields
{
    private const int LongestSubject = 200;
    private const int LongestText = 10_000;
    private const int LongestHtml = 50_000;
    private const int LongestShortText = 300;

    /// <summary>Names of the fields.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["judul", "isi", "kantor", "wilayah", "waktu", "nomor_pemberitahuan", "kode_konfirmasi"];

    /// <summary>Values made up, for an example.</summary>
    internal static IReadOnlyDictionary<string, string> Example { get; } = new Dictionary<string, string>
    {
        ["judul"] = "Laporan masuk: Kota Gorontalo",
        ["isi"] = "Laporan nomor 7K2M-9QXD-4T0B diterima pada 27 November 2024 pukul 23.59 WITA.",
        ["kantor"] = "Bawaslu Kota Gorontalo",
        ["wilayah"] = "Kota Gorontalo",
        ["waktu"] = "Rabu, 27 November 2024 pukul 23.59 WITA",
        ["nomor_pemberitahuan"] = "9d513b1f0c2a",
        ["kode_konfirmasi"] = "7K2M-9QXD-4T0B-1ZPE",
    };

    /// <summary>The values of a notice.</summary>
    /// <param name="notice">What is told.</param>
    /// <param name="officeName">Name of the office that it is told to.</param>
    /// <param name="code">The code that confirms the notice; null when this message carries none.</param>
    internal static IReadOnlyDictionary<string, string> Of(Notice notice, string officeName, string? code) => new Dictionary<string, string>
    {
        ["judul"] = notice.Title,
        ["isi"] = notice.Body,
        ["kantor"] = officeName,
        ["wilayah"] = Recipients.RegionOf(notice.RegionCode)?.FullName ?? "belum diketahui",
        ["waktu"] = IndonesianDates.Instant(notice.CreatedAt, OfficeZones.Of(Office.TryParse(notice.Office, out var office) ? office.Code : "00")),
        // The part of the id that does not tell the time.
        ["nomor_pemberitahuan"] = notice.Id.ToString("N")[20..],
        ["kode_konfirmasi"] = code ?? "tidak tersedia, mohon konfirmasi melalui Netralitas",
    };

    /// <summary>Every fault of words that are to be published.</summary>
    internal static IReadOnlyList<FieldFault> FaultsOf(TemplateWords words) =>
    [
        .. FaultsOf("words.subject", words.Subject, LongestSubject, isLine: true),
        .. FaultsOf("words.text", words.Text, LongestText, isLine: false),
        .. FaultsOf("words.html", words.Html, LongestHtml, isLine: false),
        .. FaultsOf("words.short_text", words.ShortText, LongestShortText, isLine: true),
    ];

    internal static string OnOneLine(string value) => string.Join(' ', value.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static IEnumerable<FieldFault> FaultsOf(string field, string text, int longest, bool isLine)
    {
        if (text.Trim().Length == 0 || text.Length > longest)
        {
            yield return new FieldFault(field, $"Isi dengan 1 sampai {longest} karakter.");
        }

        if (isLine && text.AsSpan().ContainsAny('\r', '\n'))
        {
            yield return new FieldFault(field, "Tulis dalam satu baris.");
        }

        if (TemplateText.FaultOf(text, Names) is { } fault)
        {
            yield return new FieldFault(field, fault);
        }
    }
}
