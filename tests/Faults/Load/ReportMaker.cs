using System.Collections;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Faults.History;

namespace Netralitas.Faults.Load;

/// <summary>A report as it will be sent.</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Request">The request.</param>
/// <param name="Region">Its region's code; null for none.</param>
/// <param name="RegionExists">Whether there is such a region.</param>
/// <param name="Abandoned">Whether its client never tries again.</param>
internal sealed record MadeReport(Guid Id, SubmitReportRequest Request, string? Region, bool RegionExists, bool Abandoned)
{
    /// <summary>Hex of the SHA-256 of all that the request says but its id.</summary>
    internal string ContentHash { get; } = HashOf(Request);

    private static string HashOf(SubmitReportRequest request)
    {
        var content = request.Clone();
        content.RequestId = "";
        return Convert.ToHexStringLower(SHA256.HashData(content.ToByteArray()));
    }
}

/// <summary>Makes the nth report of a seed: always the same one, and no two with the same content.</summary>
internal static class ReportMaker
{
    private static readonly string[] Regencies =
        ["75.71", "35.75", "12.17", "81.71", "11.01", "31.71", "73.71", "64.72", "51.71", "32.73", "33.74"];

    private static readonly string[] Provinces = ["75", "35", "12"];
    private static readonly string[] Deeper = ["75.71.01", "75.01.01.1001"];
    private static readonly string[] Unknown = ["99.99", $"kampung {Canary.Word}", "75.99"];
    private static readonly string[] Words =
        ["seorang", "lurah", "membagikan", "unggahan", "calon", "di grup", "kantor", "pada", "jam kerja;", "camat", "hadir", "kampanye,", "“foto”", "terlampir", "\t", "ジャワ", "✓"];

    internal static MadeReport Make(int seed, long n, double abandon)
    {
        // A twentieth shares its request id with the report before it and says something else.
        var owner = n % 20 == 19 ? n - 1 : n;
        var id = IdOf(seed, owner);
        var random = new Random(HashCode(seed, n));
        var (region, exists) = RegionOf(random);
        var request = new SubmitReportRequest
        {
            RequestId = id.ToString(),
            Narrative = $"CONTOH {seed}/{n} {Canary.Word}: {string.Join(' ', Enumerable.Range(0, random.Next(5, 120)).Select(_ => Words[random.Next(Words.Length)]))}",
            RegionCode = region ?? "",
            Place = random.Next(2) == 0 ? "" : $"Balai desa {Canary.In(n, "place")}",
            HappenedOn = random.Next(3) == 0 ? $"kemarin {Canary.Word}" : "2026-11-20",
        };
        if (random.Next(2) == 0)
        {
            request.Reporter = new Reporter { Name = $"Pelapor {Canary.In(n, "name")}", Address = $"Jalan {Canary.Word} 1" };
        }

        if (random.Next(3) == 0)
        {
            request.Evidence.Add(new Evidence { Description = $"Tangkapan layar {Canary.In(n, "description")}" });
        }

        // A tenth says something in every field that there is.
        if (n % 10 == 3)
        {
            Fill(request, n);
        }

        return new MadeReport(id, request, region, exists, new Random(HashCode(seed, owner) + 1).NextDouble() < abandon);
    }

    private static void Fill(IMessage message, long n)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => field.Name is not ("request_id" or "region_code")))
        {
            if (field.FieldType == FieldType.String && field.Accessor.GetValue(message) is "")
            {
                field.Accessor.SetValue(message, Canary.In(n, field.Name));
            }
            else if (field.FieldType == FieldType.Message)
            {
                var inner = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                Fill(inner, n);
                if (field.IsRepeated)
                {
                    ((IList)field.Accessor.GetValue(message)).Add(inner);
                }
                else
                {
                    field.Accessor.SetValue(message, inner);
                }
            }
        }
    }

    private static (string? Code, bool Exists) RegionOf(Random random) => random.Next(20) switch
    {
        < 11 => (Regencies[random.Next(Regencies.Length)], true),
        < 14 => (Provinces[random.Next(Provinces.Length)], true),
        < 16 => (Deeper[random.Next(Deeper.Length)], true),
        < 18 => (Unknown[random.Next(Unknown.Length)], false),
        _ => (null, false),
    };

    private static Guid IdOf(int seed, long n)
    {
        var bytes = SHA256.HashData([.. BitConverter.GetBytes(seed), .. BitConverter.GetBytes(n)]).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    // The runtime's own combination of hashes differs from run to run.
    private static int HashCode(int seed, long n) => unchecked((int)((((ulong)seed * 0x9E3779B97F4A7C15UL) ^ ((ulong)n * 0xC2B2AE3D27D4EB4FUL)) >> 29));
}
