using Netralitas.Services.Reports.EvidenceCustody;
using Netralitas.Services.Reports.EvidenceIntake;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Sets evidence up.</summary>
internal static class EvidenceRegistration
{
    /// <summary>Adds evidence with its store; database, spool keys and public keys are added too.</summary>
    /// <exception cref="InvalidOperationException">Names everything that is wrong with its settings.</exception>
    internal static void AddEvidence(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Reports:Evidence").Get<EvidenceOptions>() ?? new EvidenceOptions();
        var problems = options.Problems().ToList();
        if (problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<IEvidenceStore>(_ => options.S3 is { } s3 ? new S3EvidenceStore(s3) : new FolderEvidenceStore(options.Folder));
        builder.Services.AddSingleton<UploadKeys>();
        builder.Services.AddSingleton<UploadPlaces>();
        builder.Services.AddScoped<EvidenceFileParts>();
        builder.Services.AddScoped<EvidenceSenders>();
        builder.Services.AddScoped<FileAdmission>();
    }

    /// <summary>Adds what officers do with evidence, and the removal of what was abandoned; evidence is added too.</summary>
    internal static void AddEvidenceCustody(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<EvidenceOpenings>();
        builder.Services.AddScoped<AbandonedUploads>();
        builder.Services.AddHostedService<AbandonedUploadsJob>();
    }
}
