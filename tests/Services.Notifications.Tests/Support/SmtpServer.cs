using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Netralitas.Services.Notifications.Tests.Support;

/// <summary>A message as the mail server took it.</summary>
internal sealed record Mail(IReadOnlyList<string> To, string Content);

/// <summary>A real mail server (Debian's aiosmtpd) on this machine.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly Process process;

    private SmtpServer(Process process, int port) => (this.process, Port) = (process, port);

    internal int Port { get; }

    internal ConcurrentQueue<Mail> Taken { get; } = [];

    /// <summary>Settings by which a replica uses it.</summary>
    internal IEnumerable<(string, string)> Settings =>
    [
        ("Notifications:Delivery:Smtp:Host", "127.0.0.1"), ("Notifications:Delivery:Smtp:Port", $"{Port}"),
        ("Notifications:Delivery:Smtp:From", "netralitas@contoh.go.id"), ("Notifications:Delivery:Smtp:RequiresTls", "false"),
    ];

    internal static async Task<SmtpServer> StartAsync(int port = 0)
    {
        var free = port == 0 ? FreePort.Next() : port;
        var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Support", "smtp_server.py"), $"{free}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var server = new SmtpServer(process, free);
        var ready = new TaskCompletionSource();
        var errors = process.StandardError.ReadToEndAsync();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data == "ready")
            {
                ready.SetResult();
            }
            else if (line.Data is not null)
            {
                server.Taken.Enqueue(JsonSerializer.Deserialize<Mail>(line.Data, JsonSerializerOptions.Web)!);
            }
        };
        process.BeginOutputReadLine();
        if (await Task.WhenAny(ready.Task, process.WaitForExitAsync()) != ready.Task)
        {
            Assert.Fail($"The mail server did not start; it needs Debian's python3-aiosmtpd: {await errors}");
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
