namespace Netralitas.Services.Reports.Reading;

/// <summary>Sets lists, searches and counts up.</summary>
internal static class ReadingRegistration
{
    /// <summary>Adds reading to the service; its database is added too.</summary>
    /// <exception cref="InvalidOperationException">The secret of the blind index is missing or short.</exception>
    internal static void AddReading(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new NameMarks(builder.Configuration.GetSection("Reports:Names").Get<NameOptions>() ?? new NameOptions()));
        builder.Services.AddScoped<Tallies>();
        builder.Services.AddHostedService<TallyJob>();
    }
}
