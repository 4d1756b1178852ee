using System.Diagnostics;
using System.Text;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;

namespace Netralitas.Services.Reports.Tests.Audit;

/// <summary>An exported chain as somebody without this system checks it, with the script of the samples; and the service's own check of the same.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class ExportTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:12.17";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task The_script_finds_an_export_intact_and_sees_each_way_of_tampering()
    {
        using var key = Ed25519PrivateKey.Generate();
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings:
            [("Reports__Audit__SigningKey", Convert.ToBase64String(key.Export())), ("Reports__Audit__HeadsEveryHours", "0.00001"), ("Reports__Audit__PollSeconds", "0.2")]);
        var examined = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("12.17"), Office);
        await examined.ClaimAsync();
        for (var n = 0; n < 4; n++)
        {
            await examined.GetAsync();
        }

        // A list that is signed from now on holds them all.
        var done = DateTime.UtcNow;
        await Eventually.SeeAsync(() => VerifyAsync(replica), verified => verified is { IsIntact: true, HeadsSignedAt: not null, Entries: >= 5 } && verified.HeadsSignedAt.ToDateTime() > done);
        var lines = await ExportedAsync(replica);
        var trusted = Convert.ToHexStringLower(key.PublicKey.Export());

        Assert.Contains("\"heads\":", lines[^1], StringComparison.Ordinal);
        Assert.StartsWith("intact: ", await CheckAsync(lines, trusted), StringComparison.Ordinal);
        Assert.StartsWith("line 3: ", await CheckAsync([.. lines[..2], lines[2].Replace("\"rpc\":\"netralitas", "\"rpc\":\"netralitaz", StringComparison.Ordinal), .. lines[3..]], trusted), StringComparison.Ordinal);
        Assert.StartsWith("line 3: ", await CheckAsync([.. lines[..2], .. lines[3..]], trusted), StringComparison.Ordinal);
        Assert.StartsWith("line 3: ", await CheckAsync([.. lines[..2], lines[3], lines[2], .. lines[4..]], trusted), StringComparison.Ordinal);
        Assert.StartsWith("cut off", await CheckAsync([.. lines[..3], lines[^1]], trusted), StringComparison.Ordinal);
        using var other = Ed25519PrivateKey.Generate();
        Assert.Contains("not signed with this key", await CheckAsync(lines, Convert.ToHexStringLower(other.PublicKey.Export())), StringComparison.Ordinal);
        Assert.Contains("not signed with this key", await CheckAsync([.. lines[..^1], lines[^1].Replace("heads/v1", "heads/v2", StringComparison.Ordinal)], trusted), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_sees_what_the_owner_of_the_database_did_to_a_chain()
    {
        const string chain = "bawaslu:17.71";
        var replica = await backing.ReplicaAsync();
        var examined = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("17.71"), chain);
        for (var n = 0; n < 5; n++)
        {
            await examined.GetAsync();
        }

        Assert.True((await VerifyAsync(replica, chain)).IsIntact);
        await BrokenAsync(3, "update reports.audit_entries set actor = actor || 'x' where office = $1 and sequence = 3", "update reports.audit_entries set actor = left(actor, -1) where office = $1 and sequence = 3");
        await BrokenAsync(2, "update reports.audit_entries set sequence = -2 where office = $1 and sequence = 2", "update reports.audit_entries set sequence = 2 where office = $1 and sequence = -2", first: 1);
        await BrokenAsync(5, "delete from reports.audit_entries where office = $1 and sequence = 5", null);

        async Task BrokenAsync(long at, string tamper, string? mend, long? first = null)
        {
            await ExecuteAsync(tamper, chain);
            var verified = await VerifyAsync(replica, chain);
            Assert.Equal((false, first ?? at), (verified.IsIntact, verified.BrokenAt));
            if (mend is not null)
            {
                await ExecuteAsync(mend, chain);
                Assert.True((await VerifyAsync(replica, chain)).IsIntact);
            }
        }
    }

    private static async Task<VerifyAuditResponse> VerifyAsync(ReportsProcess replica, string office = Office) =>
        await replica.Audit.VerifyAuditAsync(new VerifyAuditRequest { Office = office }, Auditor());

    private static Metadata Auditor() => TestIssuer.As("bawaslu:00", "auditor", "auditor");

    private static async Task<string[]> ExportedAsync(ReportsProcess replica)
    {
        var file = new MemoryStream();
        using var call = replica.Audit.ExportAudit(new ExportAuditRequest { Office = Office }, Auditor());
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
        {
            piece.Data.WriteTo(file);
        }

        return Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n');
    }

    private async Task<string> CheckAsync(IEnumerable<string> lines, string publicKey)
    {
        var file = Path.Combine(spool.FullName, "chain.ndjson");
        await File.WriteAllTextAsync(file, string.Concat(lines.Select(line => $"{line}\n")));
        using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "verify.py"), file, publicKey]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await python.StandardOutput.ReadToEndAsync() + await python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.Equal(said.StartsWith("intact", StringComparison.Ordinal) ? 0 : 1, python.ExitCode);
        return said;
    }

    private async Task ExecuteAsync(string sql, string office)
    {
        await using var command = backing.Owner.CreateCommand(sql);
        command.Parameters.Add(new() { Value = office });
        await command.ExecuteNonQueryAsync();
    }
}
