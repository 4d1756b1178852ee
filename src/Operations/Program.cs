using System.Net.Sockets;
using Netralitas.Operations;
using Npgsql;
using RabbitMQ.Client.Exceptions;

try
{
    var command = CommandLine.Parse(args);
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    await (command.Name switch
    {
        "status" => Status.PrintAsync(command, stop.Token),
        "dead list" => DeadMessages.ListAsync(command, stop.Token),
        "dead redrive" => DeadMessages.RedriveAsync(command, stop.Token),
        "queue list" => QueueMessages.ListAsync(command, stop.Token),
        "queue redrive" => QueueMessages.RedriveAsync(command, stop.Token),
        "broker rebuild" => Broker.RebuildAsync(command, stop.Token),
        "recount" => Recounts.AskAsync(command, stop.Token),
        "unknown list" => Recounts.ListUnknownAsync(command, stop.Token),
        _ => throw new UsageException($"There is no command '{command.Name}'."),
    });
    return 0;
}
catch (UsageException usage)
{
    Console.Error.WriteLine(usage.Message);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}
catch (Exception failure) when (failure is NpgsqlException or BrokerUnreachableException or OperationInterruptedException or PublishException or SocketException or OperationCanceledException)
{
    Console.Error.WriteLine($"It did not finish, and can be run again: {failure.Message}");
    return 1;
}
