using Google.Protobuf;
using Google.Protobuf.Reflection;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>The document for an authority as the text of a file. Pure.</summary>
internal static class ForwardingFile
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithPreserveProtoFieldNames(true));

    // What spreadsheets would take for a formula: texts of reporters end up in them.
    private static readonly char[] Formula = ['=', '+', '-', '@', '\t', '\r'];

    /// <summary>One object, with the names of the message's fields.</summary>
    internal static string Json(ForwardingDocument document) => Formatter.Format(document);

    /// <summary>A heading and one line, RFC 4180; lists with <c>; </c> between their parts. A field that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    internal static string Csv(ForwardingDocument document) => CsvHeading + CsvLine(document);

    /// <summary>The names of the message's fields, as a line.</summary>
    internal static string CsvHeading { get; } = $"{string.Join(',', Fields.Select(field => field.Name))}\r\n";

    /// <summary>One document as a line.</summary>
    internal static string CsvLine(ForwardingDocument document) => $"{string.Join(',', Fields.Select(field => Quoted(Text(field, document))))}\r\n";

    private static IList<FieldDescriptor> Fields => ForwardingDocument.Descriptor.Fields.InFieldNumberOrder();

    private static string Text(FieldDescriptor field, ForwardingDocument document) => field.IsRepeated
        ? string.Join("; ", ((System.Collections.IList)field.Accessor.GetValue(document)).Cast<string>())
        : (string)field.Accessor.GetValue(document);

    private static string Quoted(string text)
    {
        var safe = text.Length > 0 && Formula.Contains(text[0]) ? $"'{text}" : text;
        return safe.IndexOfAny([',', '"', '\r', '\n', '\'']) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
