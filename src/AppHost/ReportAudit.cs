namespace Netralitas.AppHost;

/// <summary>What signs the heads of the audit chains.</summary>
internal static class ReportAudit
{
    /// <summary>Gives review of reports the key: one of this machine's own in development, a parameter in a deployment.</summary>
    internal static IResourceBuilder<ProjectResource> WithAudit(this IResourceBuilder<ProjectResource> reports)
    {
        var builder = reports.ApplicationBuilder;
        return reports.WithEnvironment("Reports__Audit__SigningKey", builder.ExecutionContext.IsRunMode
            ? builder.AddParameter("report-audit-key", new DevelopmentSeed(), secret: true, persist: true)
            : builder.AddParameter("report-audit-key", secret: true));
    }
}
