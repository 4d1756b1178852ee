using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;

namespace Netralitas.Services.Reports.Reading;

/// <summary>Rows of the work list as a file that grows. What it holds is at most one piece.</summary>
/// <param name="format">The form of the file.</param>
internal sealed class CaseExport(CaseExportFormat format)
{
    private static readonly string[] Columns =
        ["number", "official_number", "registration_number", "kind", "status", "status_text", "received_at", "office_code", "region_code", "contest_id", "codes", "last_day", "claimed_by_office", "unread_messages"];

    private readonly StringBuilder text = new();
    private bool isFirst = true;

    /// <summary>Whether a piece is full: about 64 KiB.</summary>
    internal bool IsFull => text.Length >= 60 * 1024;

    /// <summary>Begins the file.</summary>
    internal void Begin()
    {
        if (format == CaseExportFormat.Json)
        {
            text.Append('[');
        }
        else
        {
            CsvLine.Write(text, Columns);
        }
    }

    /// <summary>Adds a row of <see cref="CaseQuery.All"/>.</summary>
    internal void Add(DbDataReader row)
    {
        var cells = CellsOf(row);
        if (format != CaseExportFormat.Json)
        {
            CsvLine.Write(text, cells);
            return;
        }

        text.Append(isFirst ? "\n{" : ",\n{");
        isFirst = false;
        for (var i = 0; i < cells.Length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append('"').Append(Columns[i]).Append("\":").Append('"').Append(JsonEncodedText.Encode(cells[i])).Append('"');
        }

        text.Append('}');
    }

    /// <summary>Ends the file.</summary>
    internal void End() => text.Append(format == CaseExportFormat.Json ? "\n]\n" : "");

    /// <summary>What was added since the last piece.</summary>
    internal Google.Protobuf.ByteString TakePiece()
    {
        var piece = Google.Protobuf.ByteString.CopyFromUtf8(text.ToString());
        text.Clear();
        return piece;
    }

    private static string[] CellsOf(DbDataReader row)
    {
        var status = Enum.Parse<ReportStatus>(row.GetString(4));
        return
        [
            Crockford.Grouped(row.GetString(0)), Text(row, 1), Text(row, 2), row.GetString(3), row.GetString(4), ReportStatuses.Words(status).Text,
            row.GetFieldValue<DateTimeOffset>(5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), row.GetString(6), Text(row, 7), Text(row, 8),
            string.Join(' ', row.GetFieldValue<string[]>(9)), row.IsDBNull(10) ? "" : row.GetFieldValue<DateOnly>(10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Text(row, 11),
            row.GetInt32(12).ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static string Text(DbDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);
}
