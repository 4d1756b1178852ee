using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Reading;
using Netralitas.Services.Reports.Storage;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Review;

/// <summary>What the ways to a case share.</summary>
internal static class CaseRegistration
{
    /// <summary>Adds the reading and storing of cases, what reporters add, and the door of number and access code.</summary>
    internal static void AddCases(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FailedAttempts>();
        builder.Services.AddSingleton<LawBook>();
        builder.Services.AddScoped<ReportAccess>();
        builder.Services.AddScoped<ReportAdditions>();
        builder.Services.AddScoped<CaseFiles>();
        builder.Services.AddScoped<CaseIndex>();
        builder.Services.AddScoped<CaseResealing>();
        builder.Services.AddScoped<Registrations>();
        builder.Services.AddScoped<OwnReport>();
        builder.Services.ConfigureDbContext<ReportsDb>((services, db) => db.AddInterceptors(services.GetRequiredService<OwnReport>()));
    }

    /// <summary>Adds the steps of officers; cases are added too.</summary>
    internal static void AddOfficersSteps(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CaseSteps>();
        builder.Services.AddScoped<FollowerParting>();
        builder.Services.AddHostedService<FollowerPartingJob>();
    }
}
