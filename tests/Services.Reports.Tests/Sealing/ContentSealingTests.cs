using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.Tests.Sealing;

/// <summary>Who opens what was sent, and who does not.</summary>
public sealed class ContentSealingTests : IDisposable
{
    private const string Code = "0123456789ABCDEFGHJKMNPQ";

    private static readonly RegionCode Office = RegionCode.Parse("75.71");
    private static readonly ContentPlace Place = new(Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"), "75.71", 1);

    private readonly TestSealing sealing = new();

    public void Dispose() => sealing.Dispose();

    [Fact]
    public void The_place_is_bound_as_it_is_written_down() => Assert.Equal(
        ("ntrl/v1|body|0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44|75.71|1", "ntrl/v1|identity|0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44||2"),
        (Encoding.UTF8.GetString(Place.Aad("body")), Encoding.UTF8.GetString((Place with { Region = null, Version = 2 }).Aad("identity"))));

    [Fact]
    public void Office_central_and_reporter_open_the_body_and_custodians_alone_the_identity()
    {
        var stored = Seal(Sent());
        using var office = Only("office-75.71-1");
        using var central = Only("central-1");

        foreach (var by in new IBodyOpener[] { office, central, sealing.Offices, new ReporterCode(Code) })
        {
            var body = ReportBody.Read(SealedBody.Open(stored.Body, Place.Aad("body"), by));
            Assert.Equal(("CONTOH uraian", new Reporter { Capacity = ReporterCapacity.Voter }, true), (body.Report.Narrative, body.Report.Reporter, body.Reporter.IsIdentified));
        }

        Assert.Equal(Sent().Reporter, Reporter.Parser.ParseFrom(SealedIdentity.Open(stored.Identity, Place.Aad("identity"), sealing.Custodians)));
        Assert.Throws<OpeningKeyMissingException>(() => SealedBody.Open(stored.Body, Place.Aad("body"), sealing.Custodians.Keys));
        Assert.Throws<OpeningKeyMissingException>(() => SealedIdentity.Open(stored.Identity, Place.Aad("identity"), new CustodianKeys(sealing.Offices)));
    }

    [Fact]
    public void Another_office_has_no_key_to_it()
    {
        var elsewhere = sealing.Contents.Seal(Sent().ToByteArray(), Place, RegionCode.Parse("35.75"), Code);
        using var office = Only("office-75.71-1");

        Assert.Contains("central-1", Assert.Throws<OpeningKeyMissingException>(() => SealedBody.Open(elsewhere.Body, Place.Aad("body"), office)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_opens_with_no_other_code_and_in_no_other_place()
    {
        var stored = Seal(Sent());
        Assert.ThrowsAny<CryptographicException>(() => SealedBody.Open(stored.Body, Place.Aad("body"), new ReporterCode(Code[..^1] + "R")));
        foreach (var other in new[] { Place with { Version = 2 }, Place with { Region = "75" }, Place with { Region = null }, Place with { ReportId = Guid.Empty } })
        {
            Assert.ThrowsAny<CryptographicException>(() => SealedBody.Open(stored.Body, other.Aad("body"), sealing.Offices));
            Assert.ThrowsAny<CryptographicException>(() => SealedBody.Open(stored.Body, other.Aad("body"), new ReporterCode(Code)));
            Assert.ThrowsAny<CryptographicException>(() => SealedIdentity.Open(stored.Identity, other.Aad("identity"), sealing.Custodians));
        }
    }

    [Fact]
    public void One_changed_bit_anywhere_keeps_it_closed_to_somebody_and_never_opens_it_changed()
    {
        var stored = Seal(Sent());
        using var office = Only("office-75.71-1");
        using var central = Only("central-1");
        for (var at = 2; at < stored.Body.Length; at++)
        {
            var changed = stored.Body.ToArray();
            changed[at] ^= 1;
            Assert.True(Opens(changed, office) + Opens(changed, central) + Opens(changed, new ReporterCode(Code)) < 3, $"Byte {at} may be changed.");
        }

        for (var at = 0; at < stored.Identity!.Length; at++)
        {
            var changed = stored.Identity.ToArray();
            changed[at] ^= 1;
            Assert.ThrowsAny<Exception>(() => SealedIdentity.Open(changed, Place.Aad("identity"), sealing.Custodians));
        }
    }

    [Fact]
    public void Whatever_is_cut_off_keeps_it_closed()
    {
        var stored = Seal(Sent());
        foreach (var length in Enumerable.Range(2, 700).Append(stored.Body.Length - 1))
        {
            Assert.ThrowsAny<CryptographicException>(() => SealedBody.Open(stored.Body[..length], Place.Aad("body"), sealing.Offices));
        }
    }

    [Fact]
    public void Its_length_tells_only_the_step_of_the_contents_length()
    {
        var reports = new[] { "x", new string('x', 600) }.Select(narrative => new SubmitReportRequest { Narrative = narrative, Reporter = new Reporter { Name = narrative } }).Select(Seal).ToList();
        var long1 = Seal(new SubmitReportRequest { Narrative = new string('x', 1100) });

        Assert.Equal((reports[0].Body.Length, reports[0].Identity!.Length), (reports[1].Body.Length, reports[1].Identity!.Length));
        Assert.NotEqual(reports[0].Body.Length, long1.Body.Length);
        Assert.Null(long1.Identity);
    }

    [Fact]
    public void Nothing_of_it_stands_in_clear_and_two_seals_have_nothing_in_common()
    {
        var (one, two) = (Seal(Sent()), Seal(Sent()));
        foreach (var word in new[] { "CONTOH", "Siti", "Jalan" }.Select(Encoding.UTF8.GetBytes))
        {
            Assert.Equal((-1, -1), (one.Body.AsSpan().IndexOf(word), one.Identity.AsSpan().IndexOf(word)));
        }

        Assert.False(one.Body.AsSpan(2, 72).SequenceEqual(two.Body.AsSpan(2, 72)));
        Assert.False(one.Body.AsSpan(one.Body.Length - 64).SequenceEqual(two.Body.AsSpan(two.Body.Length - 64)));
    }

    [Fact]
    public void Content_from_before_is_read_as_it_is_and_gives_no_identity_away()
    {
        var older = Sent().ToByteArray();

        Assert.Same(older, SealedBody.Open(older, Place.Aad("body"), new OpeningKeys([])));
        var body = ReportBody.Read(older);
        Assert.Equal((true, new Reporter { Capacity = ReporterCapacity.Voter }), (body.Reporter.IsIdentified, body.Report.Reporter));
        Assert.False(SealedBody.Is(older));
        Assert.False(SealedBody.Is(new OfficeEntry(ReportKind.Temuan, new ServiceDefaults.Office("bawaslu", "35"), "petugas").Before(older)));
    }

    [Fact]
    public void What_is_told_of_the_reporter_without_the_identity_is_what_the_kind_depends_on()
    {
        var reporters = new[] { null, new Reporter(), new Reporter { Name = "Siti" }, new Reporter { Name = "anonim" }, new Reporter { Address = "Jalan" }, new Reporter { Name = "-", Address = "Jalan" }, new Reporter { Name = "Siti", Address = "Jalan" } };
        foreach (var (first, later) in reporters.SelectMany(first => reporters.Select(later => (first, later))))
        {
            var merged = first?.Clone() ?? new Reporter();
            merged.MergeFrom(later ?? new Reporter());
            Assert.Equal(ReporterFacts.Of(merged), ReporterFacts.Of(first).With(ReporterFacts.Of(later)));
            Assert.Equal(ReporterFacts.Of(first), ReporterFacts.Of(ReporterFacts.Of(first).ToByte()));
        }
    }

    private static SubmitReportRequest Sent() => new()
    {
        Narrative = "CONTOH uraian",
        Reporter = new Reporter { Name = "Siti", Address = "Jalan Contoh 1", Capacity = ReporterCapacity.Voter },
    };

    private SealedContent Seal(SubmitReportRequest report) => sealing.Contents.Seal(report.ToByteArray(), Place, Office, Code);

    private OpeningKeys Only(string id) => new(KeyFiles.ReadPrivate(sealing.Folder.PrivateKeys, []).Where(key => key.Id == id));

    private static int Opens(byte[] stored, IBodyOpener by)
    {
        try
        {
            var body = ReportBody.Read(SealedBody.Open(stored, Place.Aad("body"), by));
            Assert.Equal("CONTOH uraian", body.Report.Narrative);
            return 1;
        }
        catch (Exception exception) when (exception is CryptographicException or OpeningKeyMissingException)
        {
            return 0;
        }
    }
}
