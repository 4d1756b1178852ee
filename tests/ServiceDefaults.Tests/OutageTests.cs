using System.Data.Common;
using System.Net.Sockets;

namespace Netralitas.ServiceDefaults.Tests;

public class OutageTests
{
    private const string Table = """
        a call that timed out | outage
        a connection refused | outage
        the same, wrapped twice | outage
        the database has no more connections (53300) | outage
        the database shuts down (57P01) | outage
        a lock not had in time (55P03) | outage
        a role that may not log in (28000) | outage
        a connection broken, without a state | outage
        text that cannot be stored (22021) | fault
        a broken constraint (23505) | fault
        a table that is not there (42P01) | fault
        a bug | fault

        """;

    [Fact]
    public void What_passes_by_itself_is_told_from_what_does_not()
    {
        (string Case, Exception Exception)[] rows =
        [
            ("a call that timed out", new TimeoutException()),
            ("a connection refused", new SocketException()),
            ("the same, wrapped twice", new InvalidOperationException("", new InvalidOperationException("", new SocketException()))),
            ("the database has no more connections (53300)", new DatabaseException("53300")),
            ("the database shuts down (57P01)", new DatabaseException("57P01")),
            ("a lock not had in time (55P03)", new DatabaseException("55P03")),
            ("a role that may not log in (28000)", new DatabaseException("28000")),
            ("a connection broken, without a state", new DatabaseException(null)),
            ("text that cannot be stored (22021)", new DatabaseException("22021")),
            ("a broken constraint (23505)", new DatabaseException("23505")),
            ("a table that is not there (42P01)", new DatabaseException("42P01")),
            ("a bug", new InvalidOperationException()),
        ];

        Assert.Equal(Table, string.Concat(rows.Select(row => $"{row.Case} | {(Outage.Is(row.Exception) ? "outage" : "fault")}\n")));
    }

    private sealed class DatabaseException(string? state) : DbException
    {
        public override string? SqlState => state;
    }
}
