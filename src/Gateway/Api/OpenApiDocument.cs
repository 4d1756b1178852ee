using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace Netralitas.Gateway.Api;

/// <summary>The OpenAPI 3.1 document of what passes the gateway as JSON, made from the contracts, and of what is no RPC from <see cref="FileOperations"/>.</summary>
internal static class OpenApiDocument
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>The document.</summary>
    /// <param name="services">Full names of the proto services that pass, and whether each needs a token.</param>
    internal static string Write(IReadOnlyList<(string ProtoService, bool NeedsToken)> services)
    {
        var found = services.Select(row => (Service: ContractSet.Services[row.ProtoService], row.NeedsToken)).ToList();
        var schemas = new Schemas(RequestMessages(found.SelectMany(row => row.Service.Methods)));
        var operations = new Operations(schemas);
        var paths = new JsonObject();
        foreach (var (service, needsToken) in found)
        {
            foreach (var (rpc, binding) in service.Methods.SelectMany(rpc => ContractSet.BindingsOf(rpc).Select(binding => (rpc, binding))))
            {
                paths.TryAdd(binding.OpenApiPath, new JsonObject());
                paths[binding.OpenApiPath]!.AsObject().Add(LowerCase(binding.Method), operations.Of(rpc, binding, needsToken));
            }
        }

        FileOperations.Add(paths, schemas);
        var components = schemas.ToJson();
        components[Refusals.Schema] = Refusals.Problem();
        components[Refusals.InStream] = Refusals.StreamRefusal();
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = Info(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([.. found.Select(row => new JsonObject { ["name"] = Operations.TagOf(row.Service), ["description"] = ContractSet.CommentOf(row.Service) })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = components,
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT", ["description"] = "Token dari penerbit yang dipercaya, dengan klaim role dan office." },
                },
            },
        }.ToJsonString(Readable);
    }

    private static JsonObject Info() => new()
    {
        ["title"] = "Netralitas",
        ["version"] = "v1",
        ["summary"] = "Pengawasan netralitas ASN: ikrar, laporan, dan pemberitahuan.",
        ["description"] = """
            Setiap panggilan di sini adalah juga panggilan gRPC dengan kontrak yang sama, kecuali bita berkas bukti, yang di sini adalah HTTP biasa; berkas proto ada di `/openapi/protos.zip`, dan kumpulan deskriptor untuk grpcurl di `/openapi/netralitas.protoset`.

            Laporan dapat dikirim siapa saja tanpa akun dan tidak pernah ditolak karena kurang lengkap. Setiap penulisan dapat diulang dengan `requestId` (atau `Idempotency-Key`) yang sama tanpa tergandakan.
            Penolakan berbentuk `application/problem+json` dengan alasan (`reason`) yang tetap. Kode akses hanya ditulis dalam isi permintaan, tidak pernah dalam alamat.
            """,
    };

    private static HashSet<string> RequestMessages(IEnumerable<MethodDescriptor> rpcs)
    {
        HashSet<string> found = [];
        foreach (var rpc in rpcs)
        {
            Collect(rpc.InputType, found);
        }

        return found;
    }

    private static void Collect(MessageDescriptor message, HashSet<string> found)
    {
        if (found.Add(message.FullName))
        {
            foreach (var field in message.Fields.InDeclarationOrder().Where(field => field.FieldType == FieldType.Message))
            {
                Collect(field.MessageType, found);
            }
        }
    }

#pragma warning disable CA1308 // OpenAPI writes methods in lower case.
    private static string LowerCase(string method) => method.ToLowerInvariant();
#pragma warning restore CA1308
}
