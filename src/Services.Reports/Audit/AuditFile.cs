using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Netralitas.Services.Reports.Audit;

/// <summary>A chain as lines of JSON (NDJSON), as docs/audit.md describes them. Pure.</summary>
internal static class AuditFile
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An entry: the fields that are hashed, in that order, and the hash.</summary>
    internal static void WriteTo(IBufferWriter<byte> file, AuditEntry entry) =>
        Write(file, [.. AuditChain.FieldsOf(entry), ("hash", Convert.ToHexStringLower(entry.Hash))]);

    /// <summary>A signed list of heads.</summary>
    internal static void WriteTo(IBufferWriter<byte> file, AuditHeadList list) =>
        Write(file, [("heads", list.Text), ("signature", Convert.ToHexStringLower(list.Signature)), ("public_key", Convert.ToHexStringLower(list.PublicKey))]);

    private static void Write(IBufferWriter<byte> file, IEnumerable<(string Name, string Text)> fields)
    {
        using (var line = new Utf8JsonWriter(file, Options))
        {
            line.WriteStartObject();
            foreach (var (name, text) in fields)
            {
                line.WriteString(name, text);
            }

            line.WriteEndObject();
        }

        file.Write("\n"u8);
    }
}
