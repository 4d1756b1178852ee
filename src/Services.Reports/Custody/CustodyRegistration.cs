namespace Netralitas.Services.Reports.Custody;

/// <summary>How long an opened identity can be read; configuration section <c>Reports:Custody</c>.</summary>
internal sealed record CustodyOptions
{
    /// <summary>Hours from the approval on, above 0.</summary>
    public double ReadableHours { get; init; } = 24;
}

/// <summary>Sets custody up.</summary>
internal static class CustodyRegistration
{
    /// <summary>Adds custody to the service; its database and keys are added too.</summary>
    /// <exception cref="InvalidOperationException">Reports:Custody:ReadableHours is not above 0.</exception>
    internal static void AddCustody(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Reports:Custody").Get<CustodyOptions>() ?? new CustodyOptions();
        builder.Services.AddSingleton(options.ReadableHours > 0 ? options : throw new InvalidOperationException("Reports:Custody:ReadableHours must be above 0."));
        builder.Services.AddScoped<Identities>();
    }
}
