using Npgsql;
using RabbitMQ.Client;

namespace Netralitas.Operations;

/// <summary>Ways to the databases and the broker, from the environment.</summary>
internal static class Connections
{
    internal static readonly IReadOnlyList<string> Services = ["pledges", "reports", "notifications"];

    /// <summary>A service's database, as the role <c>operations</c>.</summary>
    /// <exception cref="UsageException">There is no such service, or no connection string.</exception>
    internal static NpgsqlDataSource Database(string service) => Services.Contains(service)
        ? NpgsqlDataSource.Create(Find($"{service}-operations"))
        : throw new UsageException($"There is no service {service}.");

    /// <summary>The broker. A returned or refused message fails its publish.</summary>
    internal static Task<IConnection> BrokerAsync(CancellationToken cancel) =>
        new ConnectionFactory { Uri = new Uri(Find("message-bus")), ClientProvidedName = "operations", AutomaticRecoveryEnabled = false }.CreateConnectionAsync(cancel);

    /// <summary>Runs one statement and hands its rows over.</summary>
    internal static async Task<List<T>> QueryAsync<T>(this NpgsqlDataSource database, string sql, Func<NpgsqlDataReader, T> read, object?[] values, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }

        await using var rows = await command.ExecuteReaderAsync(cancel);
        var all = new List<T>();
        while (await rows.ReadAsync(cancel))
        {
            all.Add(read(rows));
        }

        return all;
    }

    private static string Find(string name) =>
        Environment.GetEnvironmentVariable($"ConnectionStrings__{name}")
        ?? Environment.GetEnvironmentVariable($"ConnectionStrings__{name.Replace('-', '_')}")
        ?? throw new UsageException($"ConnectionStrings__{name} is not set.");
}
