using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges;

/// <summary>Everything that is wrong with a request, gathered so that it is said at once.</summary>
internal sealed class Faults
{
    // A list of 5,000 rows with the same fault says no more than its beginning.
    private const int MostReported = 100;

    private readonly List<FieldFault> found = [];

    internal IReadOnlyList<FieldFault> Found => found;

    internal bool Any => found.Count > 0;

    /// <summary>Notes a fault unless something is as it should be.</summary>
    internal void Unless(bool right, string field, string description)
    {
        if (!right && found.Count < MostReported)
        {
            found.Add(new FieldFault(field, description));
        }
    }
}
