using System.Globalization;
using Netralitas.Pledges.Bench;
using Netralitas.Testing;

namespace Netralitas.Gateway.Bench;

/// <summary>Who used the processors: so far, or between two moments.</summary>
/// <param name="Client">This program.</param>
/// <param name="Gateway">The gateway.</param>
/// <param name="Service">The service, with what it does besides.</param>
/// <param name="Database">PostgreSQL.</param>
/// <param name="Broker">RabbitMQ.</param>
/// <param name="All">Everything on the machine.</param>
/// <param name="Idle">Nobody.</param>
internal sealed record Uses(TimeSpan Client, TimeSpan Gateway, TimeSpan Service, TimeSpan Database, TimeSpan Broker, TimeSpan All, TimeSpan Idle)
{
    // The kernel counts in hundredths of a second.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Behind the client.</summary>
    internal TimeSpan Server => Gateway + Service;

    internal static Uses Now(PledgesService pledges, GatewayProcess gateway)
    {
        var own = ProcessorTimes.Now();
        var machine = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)).ToArray();
        // User, nice, system, interrupts; idle and waiting for a disk.
        return new Uses(
            Environment.CpuUsage.TotalTime, gateway.ProcessorTime, pledges.ProcessorTime, own.Of("postgres"), own.Of("beam.smp"),
            (machine[0] + machine[1] + machine[2] + machine[5] + machine[6]) * Tick, (machine[3] + machine[4]) * Tick);
    }

    /// <summary>What each of some calls used since.</summary>
    internal Uses Since(Uses before, int calls) => new(
        (Client - before.Client) / calls, (Gateway - before.Gateway) / calls, (Service - before.Service) / calls, (Database - before.Database) / calls, (Broker - before.Broker) / calls,
        (All - before.All) / calls, (Idle - before.Idle) / calls);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Client.TotalMicroseconds:N0} µs client, {Gateway.TotalMicroseconds:N0} gateway, {Service.TotalMicroseconds:N0} service, {Database.TotalMicroseconds:N0} PostgreSQL, {Broker.TotalMicroseconds:N0} broker, {(All - Client - Server - Database - Broker).TotalMicroseconds:N0} others, {Idle.TotalMicroseconds:N0} idle");
}
