// Checks receipts of Netralitas and its public logs, with public keys alone.

using Netralitas.Verify;
using Netralitas.Verify.Monitoring;
using Netralitas.Verify.Receipts;
using Netralitas.Verify.Rolls;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
Console.OutputEncoding = System.Text.Encoding.UTF8;

return args switch
{
    [] or ["--help", ..] => await SayUsageAsync(),
    ["monitor", ..] => await MonitorCommand.RunAsync(args[1..], Console.Out, Console.Error, stop.Token),
    ["roll", ..] => await RollCommand.RunAsync(args[1..], Console.Out, Console.Error),
    _ => await CheckCommand.RunAsync(args, Console.Out, Console.Error, stop.Token),
};

static async Task<int> SayUsageAsync()
{
    await Console.Out.WriteLineAsync(Usage.Text);
    return ExitCodes.Usage;
}
