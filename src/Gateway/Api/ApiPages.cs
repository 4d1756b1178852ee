using System.IO.Compression;
using System.Text;

namespace Netralitas.Gateway.Api;

/// <summary>What integrators read: the OpenAPI document, the protos, the descriptor set, and a page to browse. Open to anyone, and complete without the internet.</summary>
internal static class ApiPages
{
    private const string Docs = "/docs";

    private const string Document = "/openapi/v1.json";

    // Swagger UI sets styles from its script, and shows its icons as data.
    private const string DocsPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string KeptFor = "public, max-age=300";

    /// <summary>Serves the page; before authorization, which knows only endpoints.</summary>
    internal static void UseApiDocs(this IApplicationBuilder app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Docs, StringComparison.OrdinalIgnoreCase), docs => docs.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = DocsPolicy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        }));
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = Docs[1..];
            page.DocumentTitle = "Netralitas: API";
            page.SwaggerEndpoint(Document, "Netralitas v1");
            page.ConfigObject.ValidatorUrl = null;
        });
    }

    /// <summary>Maps the document, the protos and the descriptor set.</summary>
    internal static void MapApiDocuments(this IEndpointRouteBuilder endpoints)
    {
        var document = new Lazy<byte[]>(() => Encoding.UTF8.GetBytes(OpenApiDocument.Write(Routes.ProtoServices)));
        var protos = new Lazy<byte[]>(Archive);
        Map(endpoints, Document, "application/json", () => document.Value);
        Map(endpoints, "/openapi/protos.zip", "application/zip", () => protos.Value);
        Map(endpoints, "/openapi/netralitas.protoset", "application/octet-stream", () => ContractSet.Bytes);
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, string type, Func<byte[]> content) => endpoints.MapGet(path, (HttpResponse response) =>
    {
        response.Headers.CacheControl = KeptFor;
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(content(), type);
    }).AllowAnonymous();

    private static byte[] Archive()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (path, content) in ContractSet.Files)
            {
                var entry = archive.CreateEntry(path);
                // The same contracts make the same archive.
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var file = entry.Open();
                file.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
