using System.Diagnostics;
using System.Security.Cryptography;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Faults.History;
using Activity = Netralitas.Contracts.Pledges.V1.Activity;

namespace Netralitas.Faults.Load;

/// <summary>Opens a few declarations and has lists of signatures recorded under them, so that events of one aggregate follow each other.</summary>
internal sealed class Signer(CallInvoker gateway, ECDsa issuerKey, LoadOptions options, Recorder recorder)
{
    private static readonly string[] Regions = ["75.71", "35.75", "12.17", "81.71", "32", "00"];

    private readonly PledgeTextService.PledgeTextServiceClient texts = new(gateway);
    private readonly DeclarationService.DeclarationServiceClient declarations = new(gateway);
    private readonly SignatureService.SignatureServiceClient signatures = new(gateway);

    internal async Task RunAsync(CancellationToken stop, CancellationToken finish)
    {
        if (options.SignatureRate <= 0 || await PublishTextAsync(stop) is not { } text)
        {
            return;
        }

        var opened = new List<Guid>();
        foreach (var region in Regions)
        {
            if (await OpenAsync(region, text, stop) is { } declaration)
            {
                opened.Add(declaration);
            }
        }

        var random = new Random(options.Seed);
        var running = new List<Task>();
        while (opened.Count > 0 && !stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 / options.SignatureRate), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            running.Add(RecordAsync(NewList(opened[random.Next(opened.Count)], random), random.NextDouble() < options.Abandon, finish));
        }

        await Task.WhenAll(running);
    }

    private static RecordSignaturesRequest NewList(Guid declaration, Random random)
    {
        var id = Guid.NewGuid();
        var list = new RecordSignaturesRequest { RequestId = id.ToString(), DeclarationId = declaration.ToString() };
        // The name tells which list a signature came with.
        list.Signatures.AddRange(Enumerable.Range(0, random.Next(1, 6)).Select(n => new Signature { SignerName = $"{id} {n}", Position = "Staf", Agency = "Unit contoh" }));
        if (random.Next(3) == 0)
        {
            list.Signatures.Add(new Signature { SignerName = $"{id} wakil", Position = "Ketua", OnBehalfOf = new Mandate { Represented = "seluruh pegawai" } });
        }

        return list;
    }

    private async Task<string?> PublishTextAsync(CancellationToken stop)
    {
        var request = new PublishPledgeTextRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Kind = PledgeTextKind.Ikrar,
            Title = "Ikrar contoh",
            Points = { new PledgePoint { Number = 1, Wording = "Menjaga netralitas.", Subjects = { SubjectTag.Prinsip } } },
        };
        for (var attempt = 0; !stop.IsCancellationRequested; attempt++)
        {
            try
            {
                return (await texts.PublishPledgeTextAsync(request, Metadata(), Deadline(), CancellationToken.None)).PledgeTextId;
            }
            catch (RpcException)
            {
                await Task.Delay(Patience.After(attempt), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    private async Task<Guid?> OpenAsync(string region, string text, CancellationToken stop)
    {
        var request = new OpenDeclarationRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Title = "Deklarasi contoh",
            RegionCode = region,
            HeldOn = "2026-11-20",
            Mode = DeclarationMode.Luring,
            Activities = { Activity.Ikrar },
            Organiser = new Organiser { Name = "Penyelenggara contoh", Kind = OrganiserKind.Bawaslu },
            PledgeTextId = text,
        };
        var entry = new Entry { Subject = Subject.Declaration, Phase = Phase.Sent, Request = Guid.Parse(request.RequestId), At = DateTimeOffset.UtcNow, Region = region };
        for (var attempt = 0; !stop.IsCancellationRequested; attempt++)
        {
            var ended = await AttemptAsync(entry, async () => entry with
            {
                Phase = Phase.Ok,
                Declaration = Guid.Parse((await declarations.OpenDeclarationAsync(request, Metadata(), Deadline(), CancellationToken.None)).DeclarationId),
            });
            if (ended.Phase is Phase.Ok)
            {
                return ended.Declaration;
            }

            await Task.Delay(Patience.After(attempt), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    private async Task RecordAsync(RecordSignaturesRequest list, bool abandoned, CancellationToken finish)
    {
        var entry = new Entry
        {
            Subject = Subject.Signatures,
            Phase = Phase.Sent,
            Request = Guid.Parse(list.RequestId),
            At = DateTimeOffset.UtcNow,
            Declaration = Guid.Parse(list.DeclarationId),
            Count = list.Signatures.Count,
            Personal = list.Signatures.Count(s => s.OnBehalfOf is null),
        };
        for (var attempt = 0; !finish.IsCancellationRequested; attempt++)
        {
            var ended = await AttemptAsync(entry, async () =>
            {
                var answer = await signatures.RecordSignaturesAsync(list, Metadata(), Deadline(), CancellationToken.None);
                // An acknowledgement of fewer would be one of something else.
                return entry with { Phase = Phase.Ok, Count = answer.Recorded };
            });
            if (ended.Phase is not Phase.Info || abandoned)
            {
                return;
            }

            await Task.Delay(Patience.After(attempt), finish).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Entry> AttemptAsync(Entry entry, Func<Task<Entry>> call)
    {
        recorder.Record(entry with { At = DateTimeOffset.UtcNow });
        var started = Stopwatch.GetTimestamp();
        Entry ended;
        try
        {
            ended = await call();
        }
        catch (RpcException exception)
        {
            ended = entry with { Phase = Submitter.Refusals.Contains(exception.StatusCode) ? Phase.Fail : Phase.Info, Code = exception.StatusCode.ToString() };
        }

        ended = ended with { At = DateTimeOffset.UtcNow, Milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds };
        recorder.Record(ended);
        return ended;
    }

    private Metadata Metadata() => new() { { "authorization", $"Bearer {Token.Create(issuerKey, TimeSpan.FromMinutes(10))}" } };

    private DateTime Deadline() => DateTime.UtcNow.AddSeconds(options.DeadlineSeconds);
}
