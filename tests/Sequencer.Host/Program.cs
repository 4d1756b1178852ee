// A log as a process of its own, for tests that see it die. Ends when its standard input does, so that no test leaves one behind.

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Netralitas.Sequencer;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddAuthorization();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("db")!));
builder.AddTransparencyLog();
await using var app = builder.Build();
app.MapTransparencyLog("/log/test");
await app.StartAsync();
Console.WriteLine($"ready {app.Urls.First()}");
await Console.In.ReadToEndAsync();
await app.StopAsync();
