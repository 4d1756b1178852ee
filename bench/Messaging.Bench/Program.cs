// How fast an outbox that has piled up drains: `make bench`, or with numbers of messages and of aggregates as arguments.
// Real PostgreSQL and RabbitMQ of the AppHost; publishes are mandatory and confirmed by quorum queues; each message takes effect in a transaction of its own.

using System.Globalization;
using Netralitas.Messaging.Bench;

var messages = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
var aggregates = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : messages / 10;

await using var backing = await BackingServices.StartAsync();
await using var drain = await Drain.StartAsync(backing);
// The first messages are slower: connections, plans and code are made ready.
await drain.RunAsync(messages: 5_000, aggregates: 500);

var result = await drain.RunAsync(messages, aggregates);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{messages:N0} messages of {aggregates:N0} aggregates, {Environment.ProcessorCount} processors"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"published and settled  {result.Published.TotalSeconds,8:N1} s  {messages / result.Published.TotalSeconds,8:N0} messages/s"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"taken effect           {result.Consumed.TotalSeconds,8:N1} s  {messages / result.Consumed.TotalSeconds,8:N0} messages/s"));
Console.WriteLine($"memory before          {result.Before}");
Console.WriteLine($"memory peak            {result.Peak}");
Console.WriteLine($"memory after           {result.After}");
