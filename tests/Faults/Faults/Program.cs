// Runs the fault suite: each case brings the whole suite up, loads it, breaks it, mends it, and has the checker look at what is left.

using System.Runtime.InteropServices;
using Netralitas.Faults;

Options options;
try
{
    options = Options.Read(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
Console.WriteLine($"seed {options.Seed}");
try
{
    return await Session.RunAsync(options, stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine($"Stopped; seed {options.Seed}");
    return 130;
}
