using System.Diagnostics;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Pledges.Bench;

/// <summary>What a turn of single signatures came to.</summary>
/// <param name="Count">Signatures that were acknowledged.</param>
/// <param name="PerSecond">Of these, a second.</param>
/// <param name="Median">Time that half of them took at most.</param>
/// <param name="Slowest99th">Time that 99 in 100 took at most.</param>
/// <param name="Processor">Processor time of the service for one.</param>
/// <param name="Client">Processor time of those who sign, for one.</param>
internal sealed record SingleRate(int Count, double PerSecond, TimeSpan Median, TimeSpan Slowest99th, TimeSpan Processor, TimeSpan Client);

/// <summary>Signatories that each sign on a device, one after the other; every failure ends the run.</summary>
internal sealed class SingleLoad(PledgesService service, string declaration)
{
    /// <summary>So many sign in a second at most.</summary>
    internal const int MostPerSecond = 6_000;

    private static readonly TimeSpan CodeLasts = TimeSpan.FromSeconds(20);

    private long codeReadAt;
    private string code = "";

    internal async Task<SingleRate> RunAsync(int clients, TimeSpan length, int firstPerson)
    {
        // Each signer has an account: the service reads a token that it has not seen for every signature. Who issues them is elsewhere, and is not measured.
        var tokens = new Metadata[(int)length.TotalSeconds * MostPerSecond];
        Parallel.For(0, tokens.Length, n => tokens[n] = BenchIssuer.Signatory(People.Nip(firstPerson + n)));
        await ReadCodeAsync();
        var (processor, client, person, from) = (service.ProcessorTime, Environment.CpuUsage.TotalTime, firstPerson - 1, Stopwatch.GetTimestamp());
        var taken = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => SignUntilAsync(() => Interlocked.Increment(ref person), n => tokens[n - firstPerson], from, length))));
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        var sorted = taken.SelectMany(t => t).Order().ToArray();
        return new SingleRate(sorted.Length, sorted.Length / seconds, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100], (service.ProcessorTime - processor) / sorted.Length, (Environment.CpuUsage.TotalTime - client) / sorted.Length);
    }

    private async Task ReadCodeAsync()
    {
        var answer = await new SignatureService.SignatureServiceClient(service.Channel).GetSessionCodeAsync(new GetSessionCodeRequest { DeclarationId = declaration }, PledgesService.Organiser);
        Volatile.Write(ref code, answer.Code);
        Volatile.Write(ref codeReadAt, Stopwatch.GetTimestamp());
    }

    private async Task<List<TimeSpan>> SignUntilAsync(Func<int> nextPerson, Func<int, Metadata> tokenOf, long from, TimeSpan length)
    {
        var own = new OwnSignatureService.OwnSignatureServiceClient(service.Channel);
        var taken = new List<TimeSpan>();
        while (Stopwatch.GetElapsedTime(from) < length)
        {
            var readAt = Volatile.Read(ref codeReadAt);
            if (Stopwatch.GetElapsedTime(readAt) > CodeLasts && Interlocked.CompareExchange(ref codeReadAt, Stopwatch.GetTimestamp(), readAt) == readAt)
            {
                await ReadCodeAsync();
            }

            var person = nextPerson();
            var signature = People.Signature(person);
            var started = Stopwatch.GetTimestamp();
            var answer = await own.SignPledgeAsync(new SignPledgeRequest
            {
                RequestId = PledgesService.NewId(),
                DeclarationId = declaration,
                SessionCode = Volatile.Read(ref code),
                SignerName = signature.SignerName,
                SignerNumber = signature.SignerNumber,
                Position = signature.Position,
                Agency = signature.Agency,
                Tenure = signature.Tenure,
                Confirms = true,
            }, tokenOf(person));
            taken.Add(Stopwatch.GetElapsedTime(started));
            if (answer.WasSigned || answer.Promise.Length == 0)
            {
                throw new InvalidOperationException("A signature was not recorded.");
            }
        }

        return taken;
    }
}
