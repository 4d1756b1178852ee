using Grpc.Core;
using Netralitas.Demo;
using Netralitas.Demo.Loading;
using Spectre.Console;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    switch (CommandLine.Read(args))
    {
        case LoadCommand load:
            using (var issuer = DevelopmentIssuer.Open())
            {
                // A file or a pipe gets no colours.
                var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
                await new SampleLoad(load.Gateway, issuer, console).RunAsync(stop.Token);
                return 0;
            }

        case TokenCommand token:
            using (var issuer = DevelopmentIssuer.Open())
            {
                Console.WriteLine(issuer.IssueToken(token.Office, token.Role, token.Number));
                return 0;
            }

        default:
            Console.WriteLine(CommandLine.Usage);
            return 0;
    }
}
catch (UsageException usage)
{
    Console.Error.WriteLine($"{usage.Message}{Environment.NewLine}{Environment.NewLine}{CommandLine.Usage}");
    return 2;
}
catch (DemoException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
catch (Exception exception) when (stop.IsCancellationRequested && exception is OperationCanceledException or RpcException)
{
    Console.Error.WriteLine("Dihentikan.");
    return 130;
}
