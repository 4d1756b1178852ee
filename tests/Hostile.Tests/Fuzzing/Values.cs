using System.Globalization;
using System.Text;
using CsCheck;
using Google.Protobuf.Reflection;

namespace Netralitas.Hostile.Tests.Fuzzing;

/// <summary>Values of fields: some that are right, some at the edge of what is right, and some that are nothing of the kind.</summary>
/// <param name="known">Values that name something that is there, by the end of the field's name.</param>
internal sealed class Values(IReadOnlyDictionary<string, string[]> known)
{
    private static readonly string[] Odd =
    [
        "", " ", "\0", "a\0b", "\ud800", "\udfff\ud800", "\uffff\ufffe", "\u202e\u2066kebalik", "é\u0301\u0301\u0301", "🙈", "\u0000\u0001\u001f\u007f", "٣٤.٧٥", "%00", "%2e%2e%2f", "../../../etc/passwd",
        "'; drop table reports.reports; --", "{{7*7}}", "${jndi:ldap://x}", "<script>alert(1)</script>", "null", "true", "NaN", "-0", "1e999", "99999999999999999999", "\r\nX-Injected: 1", "\n", "\t",
        "0001-01-01", "9999-12-31", "2024-02-30", "10000-01-01", "-0001-01-01", "2024-13-01", "24:00", "23:59", "99:99", "2024-09-21T00:00:00Z",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "{00000000-0000-0000-0000-000000000000}", "35.75.01.1001", "99", "35..75", "35.75.", "*", "bawaslu:", "a@b", "http://127.0.0.1:1", "https://[::1]", "file:///etc/passwd",
        "+62", "000000000000000000", "199999999999999999", "190001011920011999",
    ];

    private static readonly Gen<string> Long = Gen.OneOf(Gen.Const(300), Gen.Const(5_000), Gen.Const(70_000)).Select(Pick.Of('a', '\u0301', '世', '"', '\\'), (length, letter) => new string(letter, length));

    private static readonly Gen<long> Whole = Gen.OneOf(
        Pick.Of(0L, 1, 2, -1, 50, 200, int.MaxValue, int.MinValue, 1L + int.MaxValue, long.MaxValue, long.MinValue, 253402300799, 253402300800, -62135596800, -62135596801), Gen.Long);

    /// <summary>Text for a field.</summary>
    internal Gen<string> Text(FieldDescriptor field)
    {
        var random = Gen.Frequency((10, Pick.Of(Odd)), (4, Gen.String), (1, Long));
        var wanted = Wanted(field.Name);
        return wanted is null ? random : Gen.Frequency((8, wanted), (3, random));
    }

    /// <summary>A value as JSON writes it: mostly of the field's type.</summary>
    internal Gen<string> Json(FieldDescriptor field, int depth)
    {
        var single = field.FieldType switch
        {
            FieldType.String => Text(field).Select(Quote),
            FieldType.Bytes => Gen.Frequency((6, Gen.Byte.Array[0, 64].Select(b => Quote(Convert.ToBase64String(b)))), (2, Gen.Const(Quote(Convert.ToBase64String(new byte[32])))), (1, Text(field).Select(Quote))),
            FieldType.Bool => Pick.Of("true", "false", "\"true\"", "1"),
            FieldType.Enum => Gen.Frequency((8, Pick.Of([.. field.EnumType.Values.Select(v => Quote(v.Name))])), (2, Pick.Of("99", "-1", "1", "\"TIDAK_ADA\"", "2147483648"))),
            FieldType.Message => Message(field.MessageType, depth + 1),
            FieldType.Double or FieldType.Float => Pick.Of("0", "-1", "1.5", "1e308", "1e999", "\"NaN\"", "\"Infinity\""),
            _ => Gen.Frequency((8, Whole.Select(n => $"{n}")), (2, Whole.Select(n => $"\"{n}\"")), (1, Pick.Of("1.5", "1e3", "1e99", "\"\"", "99999999999999999999999"))),
        };
        var proper = field.IsRepeated ? Gen.Frequency((8, single.Array[0, 3].Select(Array)), (1, single.Array[40, 60].Select(Array)), (1, single)) : single;
        return Gen.Frequency((14, proper), (1, Pick.Of("null", "[]", "{}", "0", "\"\"", "[[[]]]", "{\"a\":{}}", "[null]")));
    }

    /// <summary>A message as JSON.</summary>
    internal Gen<string> Message(MessageDescriptor type, int depth)
    {
        if (type.FullName is "google.protobuf.Timestamp" or "google.protobuf.Duration")
        {
            return Pick.Of("\"2024-09-21T00:00:00Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.999999999Z\"", "\"10000-01-01T00:00:00Z\"", "\"2024-02-30T00:00:00Z\"", "\"2024-09-21T00:00:00+99:00\"", "\"5s\"", "\"-999999999999s\"", "1");
        }

        if (depth > 4)
        {
            return Gen.Const("{}");
        }

        var members = type.Fields.InDeclarationOrder().Select(field => Gen.Frequency(
            (7, Json(field, depth).Select(value => $"{Quote(field.JsonName)}:{value}")), (1, Json(field, depth).Select(value => $"{Quote(field.Name)}:{value}")), (2, Gen.Const(""))));
        return Together(members).Select(all => $"{{{string.Join(',', all.Where(member => member.Length > 0))}}}");
    }

    /// <summary>A value as the wire carries it, with its tag.</summary>
    internal Gen<byte[]> Wire(FieldDescriptor field, int depth)
    {
        var single = field.FieldType switch
        {
            FieldType.String => Gen.Frequency((9, Text(field).Select(Encoding.UTF8.GetBytes)), (1, Pick.Of<byte[]>([0xC3, 0x28], [0xFF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]))).Select(bytes => Field(field, 2, Sized(bytes))),
            FieldType.Bytes => Gen.Frequency((4, Gen.Byte.Array[0, 100]), (1, Gen.Const(new byte[32])), (1, Gen.Const(new byte[100_000]))).Select(bytes => Field(field, 2, Sized(bytes))),
            FieldType.Message => (depth > 4 ? Gen.Const<byte[]>([]) : Wire(field.MessageType, depth + 1)).Select(bytes => Field(field, 2, Sized(bytes))),
            FieldType.Bool => Pick.Of<ulong>(0, 1, 2).Select(n => Field(field, 0, Varint(n))),
            FieldType.Enum => Gen.Int[-1, field.EnumType.Values.Count + 1].Select(n => Field(field, 0, Varint((ulong)(long)n))),
            FieldType.Double => Gen.Double.Select(n => Field(field, 1, BitConverter.GetBytes(n))),
            _ => Whole.Select(n => Field(field, 0, Varint((ulong)n))),
        };
        return field.IsRepeated ? Gen.Frequency((8, single.Array[0, 3]), (1, single.Array[40, 60])).Select(many => many.SelectMany(b => b).ToArray()) : single;
    }

    /// <summary>A message as the wire carries it.</summary>
    internal Gen<byte[]> Wire(MessageDescriptor type, int depth) =>
        Together(type.Fields.InFieldNumberOrder().Select(field => Gen.Frequency((8, Wire(field, depth)), (2, Gen.Const<byte[]>([]))))).Select(all => all.SelectMany(b => b).ToArray());

    /// <summary>One of each, in order.</summary>
    internal static Gen<T[]> Together<T>(IEnumerable<Gen<T>> generators) =>
        generators.Aggregate(Gen.Const<T[]>([]), (all, next) => all.Select(next, (before, one) => (T[])[.. before, one]));

    /// <summary>Text as JSON writes it; halves of a surrogate pair stay halves.</summary>
    internal static string Quote(string text) =>
        $"\"{string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : c < ' ' || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : $"{c}"))}\"";

    private static string Array(string[] values) => $"[{string.Join(',', values)}]";

    private static byte[] Field(FieldDescriptor field, uint wireType, byte[] value) => [.. Varint((uint)(field.FieldNumber << 3) | wireType), .. value];

    private static byte[] Sized(byte[] bytes) => [.. Varint((uint)bytes.Length), .. bytes];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 0x7F; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private static bool IsDate(string name) => name.EndsWith("_on", StringComparison.Ordinal) || new[] { "from", "to", "day", "date", "until" }.Any(word => name.Split('_').Contains(word));

    private Gen<string>? Wanted(string name) => name switch
    {
        "upload_id" when known.TryGetValue(name, out var begun) => Gen.Frequency((3, Pick.Of(begun)), (1, Gen.Guid.Select(id => id.ToString()))),
        "request_id" or "upload_id" or "batch_id" => Gen.Guid.Select(id => id.ToString()),
        _ when known.Where(k => name == k.Key || name.EndsWith($"_{k.Key}", StringComparison.Ordinal)).Select(k => k.Value).FirstOrDefault() is { } values => Pick.Of(values),
        _ when IsDate(name) => Gen.Frequency((3, Pick.Of("2024-09-21", "2026-11-22", "2024-02-29")), (2, Pick.Of("0001-01-01", "0001-01-02", "9999-12-31", "9999-12-30")), (1, Gen.Date.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))),
        _ when name.EndsWith("_number", StringComparison.Ordinal) => Pick.Of("190001011920011999", "CONTOH/1/2024"),
        _ => Pick.Of("CONTOH", "CONTOH uji", "Pelapor uji", "Lapangan"),
    };
}
