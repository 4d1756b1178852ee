using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Numbering;

namespace Netralitas.Services.Reports.Review;

/// <summary>What the ways to a case share.</summary>
internal static class CaseRegistration
{
    /// <summary>Adds the reading and storing of cases, the steps of officers, what reporters add, and the door of number and access code.</summary>
    internal static void AddCases(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FailedAttempts>();
        builder.Services.AddSingleton<LawBook>();
        builder.Services.AddScoped<ReportAccess>();
        builder.Services.AddScoped<ReportAdditions>();
        builder.Services.AddScoped<CaseFiles>();
        builder.Services.AddScoped<CaseSteps>();
        builder.Services.AddScoped<Registrations>();
    }
}
