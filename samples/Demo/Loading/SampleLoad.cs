using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Demo.Printing;
using Spectre.Console;

namespace Netralitas.Demo.Loading;

/// <summary>Loads all samples through the gateway, waits until the offices know of them, and prints what the suite then answers.</summary>
internal sealed class SampleLoad(Uri address, DevelopmentIssuer issuer, IAnsiConsole console)
{
    /// <exception cref="DemoException">Something is not as expected.</exception>
    internal async Task RunAsync(CancellationToken cancel)
    {
        using var gateway = new Gateway(address, issuer);
        var loaded = new List<LoadedDeclaration>();
        foreach (var file in SampleFile.ReadAll())
        {
            loaded.AddRange(await new DeclarationLoad(gateway, file).RunAsync(cancel));
        }

        var report = SampleFile.ReadReport();
        report.RequestId = RequestId.For("report-pasuruan", "submit");
        var receipt = await gateway.CallAsync(options => gateway.Intake.SubmitReportAsync(report, options), cancel);

        var expected = loaded.SelectMany(ExpectedNotice.Of).Concat(ExpectedNotice.Of(report, receipt)).ToList();
        var inboxes = await new NoticeWatch(gateway).WaitAsync(expected, cancel);

        var records = new List<DeclarationRecord>();
        foreach (var declaration in loaded)
        {
            records.Add(await ReadBackAsync(gateway, declaration, cancel));
        }

        var track = new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode };
        var progress = await gateway.CallAsync(options => gateway.Intake.TrackReportAsync(track, options), cancel);
        new Summary(console).Print(records, receipt, progress, inboxes);
    }

    private static async Task<DeclarationRecord> ReadBackAsync(Gateway gateway, LoadedDeclaration loaded, CancellationToken cancel)
    {
        var office = loaded.Sample.Office;
        var get = new GetDeclarationRequest { DeclarationId = loaded.Id };
        var answer = await gateway.CallAsync(office, options => gateway.Declarations.GetDeclarationAsync(get, options), cancel);
        PledgeText? text = null;
        if (answer.Declaration.PledgeTextId.Length > 0)
        {
            var getText = new GetPledgeTextRequest { PledgeTextId = answer.Declaration.PledgeTextId };
            text = (await gateway.CallAsync(office, options => gateway.Texts.GetPledgeTextAsync(getText, options), cancel)).PledgeText;
        }

        var sent = loaded.Sample.Record?.Signatures ?? [];
        var onBehalf = sent.Count(s => s.OnBehalfOf is not null);
        var asSent = new SignatureCounts { Signatures = sent.Count, OnBehalf = onBehalf, PersonalPledges = sent.Count - onBehalf };
        if (!answer.Counts.Equals(asSent) || answer.ChildSessions != loaded.Sessions)
        {
            throw new DemoException(
                $"'{answer.Declaration.Title}' terbaca dengan {answer.Counts.Signatures} tanda tangan ({answer.Counts.PersonalPledges} pribadi) dan {answer.ChildSessions} sesi; "
                + $"yang dimuat {asSent.Signatures} tanda tangan ({asSent.PersonalPledges} pribadi) dan {loaded.Sessions} sesi.");
        }

        return new DeclarationRecord(answer, text);
    }
}
