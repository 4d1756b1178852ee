using Aspire.Hosting.Publishing;

namespace Netralitas.AppHost;

/// <summary>Where files that are handed in as evidence are kept, sealed.</summary>
internal static class ReportEvidence
{
    /// <summary>Adds the folder of evidence: under <c>.data</c> in development; a parameter in a deployment, one volume for all processes that take evidence in or read it. An S3-compatible store takes its place by configuration: see docs/evidence.md.</summary>
    internal static IResourceBuilder<ParameterResource> AddReportEvidence(this IDistributedApplicationBuilder builder) => builder.ExecutionContext.IsRunMode
        ? builder.AddParameter("report-evidence-folder", new DevelopmentFolder(builder.AppHostDirectory))
        : builder.AddParameter("report-evidence-folder");

    /// <summary>Gives a process that folder.</summary>
    internal static IResourceBuilder<ProjectResource> WithEvidence(this IResourceBuilder<ProjectResource> part, IResourceBuilder<ParameterResource> folder) =>
        part.WithEnvironment("Reports__Evidence__Folder", folder);

    /// <summary>A folder beside the databases' own.</summary>
    private sealed class DevelopmentFolder(string appHostDirectory) : ParameterDefault
    {
        public override string GetDefaultValue() => Path.GetFullPath("../../.data/report-evidence", appHostDirectory);

        public override void WriteToManifest(ManifestPublishingContext context) =>
            throw new InvalidOperationException("The development folder is not part of a deployment.");
    }
}
