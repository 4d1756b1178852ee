namespace Netralitas.ServiceDefaults;

/// <summary>How PostgreSQL plans the statements of a transaction.</summary>
public static class QueryPlans
{
    /// <summary>SQL by which plans read by index until the transaction ends: one that was made while a table was small is kept by its connection, and would read all of the table once it has grown.</summary>
    /// <remarks>What no index leads to is read whole all the same. Statements that should see all of a table do not belong into such a transaction.</remarks>
    public const string ByIndex = "set local enable_seqscan = off";
}
