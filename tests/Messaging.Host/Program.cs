// One service as a process of its own, for tests that see it die. Ends when its standard input does, so that no test leaves one behind.

using Microsoft.Extensions.Hosting;
using Netralitas.Messaging.Tests;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTestService();
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");
await Console.In.ReadToEndAsync();
await host.StopAsync();
