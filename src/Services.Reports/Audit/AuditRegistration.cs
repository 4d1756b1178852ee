using Grpc.AspNetCore.Server;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Audit;

/// <summary>Sets audit up.</summary>
internal static class AuditRegistration
{
    /// <summary>Records every call that needs a token and every change of a case. Comes after gRPC and the database.</summary>
    internal static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditReadings>();
        builder.Services.AddScoped<AuditCall>();
        builder.Services.AddScoped<AuditRecorder>();
        builder.Services.ConfigureDbContext<ReportsDb>((services, db) => db.AddInterceptors(services.GetRequiredService<AuditRecorder>()));
        builder.Services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<AuditInterceptor>());
    }

    /// <summary>Signs the heads of the chains.</summary>
    /// <exception cref="InvalidOperationException">Names everything that is wrong with its settings.</exception>
    internal static void AddAuditHeads(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Reports:Audit").Get<AuditOptions>() ?? new AuditOptions();
        var problems = options.Problems().ToList();
        if (problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new AuditSigner(options.ReadKey()));
        builder.Services.AddScoped<AuditHeads>();
        builder.Services.AddHostedService<AuditHeadsJob>();
    }
}
