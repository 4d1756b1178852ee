using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Suite.Tests;

namespace Netralitas.Hostile.Tests.Canaries;

/// <summary>The texts of one run, by what they are, and messages that are full of them.</summary>
internal sealed class Sent
{
    private readonly ConcurrentBag<Secret> given = [];
    private int count;

    /// <summary>What reporters write, and offices for them.</summary>
    internal Secret Reporter { get; } = Secret.New("words of reporters");

    /// <summary>What officers write.</summary>
    internal Secret Officer { get; } = Secret.New("words of officers");

    /// <summary>What is refused, or belongs to no field: headers, queries, bodies that cannot be read.</summary>
    internal Secret Refused { get; } = Secret.New("refused or unasked");

    /// <summary>Names of civil servants who signed.</summary>
    internal Secret Name { get; } = Secret.New("names of signers");

    /// <summary>Names of civil servants in rosters, of those who would not sign, and in rows that were turned down.</summary>
    internal Secret Listed { get; } = Secret.New("names in lists");

    /// <summary>Left in each place on purpose.</summary>
    internal Secret Planted { get; } = Secret.New("planted");

    /// <summary>All that is looked for.</summary>
    internal IReadOnlyList<Secret> All => [Reporter, Officer, Refused, Name, Listed, .. given.Distinct()];

    /// <summary>Adds what the suite gave out, or a number that was made here.</summary>
    internal void Add(string kind, string text) => given.Add(new Secret(kind, text));

    /// <summary>Adds number and access code of a receipt, as they are shown and without dashes.</summary>
    internal void AddReceipt(string number, string code)
    {
        foreach (var (kind, text) in new[] { ("public numbers", number), ("access codes", code) })
        {
            Add(kind, text);
            Add(kind, text.Replace("-", "", StringComparison.Ordinal));
        }
    }

    /// <summary>A text of a kind, told from all others by a number and a word.</summary>
    internal string Word(Secret kind, string what) => string.Create(CultureInfo.InvariantCulture, $"{kind.Text}-{Interlocked.Increment(ref count)}-{what}");

    /// <summary>A report with a word in every field that holds text.</summary>
    internal SubmitReportRequest Report(string region = "35.75")
    {
        var report = new SubmitReportRequest();
        Fill(report);
        (report.RequestId, report.Channel) = (Requests.NewId(), ReportChannel.WalkIn);
        report.RegionCode = region;
        report.KnownOn = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return report;
    }

    /// <summary>A synthetic number of a civil servant, born in 1900 or 1901.</summary>
    internal string Nip()
    {
        var nip = string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(1900, 1, 1).AddDays(Random.Shared.Next(700)):yyyyMMdd}1920{Random.Shared.Next(1, 13):00}1{Random.Shared.Next(100, 1000)}");
        Add("numbers of signers", nip);
        return nip;
    }

    /// <summary>Fills every text field of a message, and of those in it.</summary>
    internal void Fill(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.FieldType == FieldType.String && !field.IsRepeated)
            {
                field.Accessor.SetValue(message, Word(Reporter, field.Name));
            }
            else if (field.FieldType == FieldType.Message)
            {
                var inner = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                Fill(inner);
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
}
