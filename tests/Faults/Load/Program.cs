// The client of the fault suite: sends reports and signatures through the gateway at a steady rate, whatever becomes of them, and writes down what it was told.

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Grpc.Net.Client;
using Netralitas.Faults.History;
using Netralitas.Faults.Load;

LoadOptions options;
try
{
    options = LoadOptions.Read(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds));
using var finish = new CancellationTokenSource();
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});
stop.Token.Register(() => finish.CancelAfter(TimeSpan.FromSeconds(options.FinishSeconds)));

using var issuerKey = Token.KeyFromEnvironment();
using var channel = GrpcChannel.ForAddress(options.Gateway, new GrpcChannelOptions
{
    HttpHandler = new SocketsHttpHandler
    {
        EnableMultipleHttp2Connections = true,
        // A gateway that is cut off without a word must not hold a connection for ever.
        KeepAlivePingDelay = TimeSpan.FromSeconds(5),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
    },
});
var gateway = channel.CreateCallInvoker();
var acknowledged = new ConcurrentQueue<string>();
await using var recorder = new Recorder(options.History);
await Task.WhenAll(
    new Submitter(gateway, options, recorder, acknowledged).RunAsync(stop.Token, finish.Token),
    new Officer(gateway, issuerKey, options, acknowledged).RunAsync(stop.Token, finish.Token),
    new Signer(gateway, issuerKey, options, recorder).RunAsync(stop.Token, finish.Token));
return 0;
