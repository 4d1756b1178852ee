using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Access;

/// <summary>"Not yours" and "not there" are one answer, byte for byte, of every RPC that names a report by its number.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class ForeignNumberTests(BackingServices backing)
{
    private const string Theirs = "62.05", Stranger = "bawaslu:33.75", StrangerAgency = "ppk:33.75";

    // What names a report. An access code opens its report for whoever has it, wherever they are.
    private static readonly string[] Names = ["number"];

    [Fact]
    public async Task Whatever_names_another_regions_report_is_answered_as_what_names_nothing()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Theirs), $"bawaslu:{Theirs}");
        var asked = new List<string>();
        foreach (var (rpc, field) in Named())
        {
            foreach (var caller in new[] { TestIssuer.As(Stranger), TestIssuer.As(Stranger, role: "custodian"), TestIssuer.As(StrangerAgency, role: "agency") })
            {
                var (real, absent) = (report.Number, "ZZZZ-ZZZZ-ZZZZ");
                var (theirs, none) = (await AnswerAsync(replica, rpc, field, real, caller), await AnswerAsync(replica, rpc, field, absent, caller));
                Assert.True(none == theirs, $"{rpc.FullName} {field.Name}:\n{theirs}\n{none}");
                Assert.DoesNotContain("StatusCode=OK", theirs, StringComparison.Ordinal);
            }

            asked.Add($"{rpc.Name}.{field.Name}");
        }

        Assert.True(asked.Count >= 35, string.Join(' ', asked));
        Assert.Contains("GetCase.number", asked);
    }

    private static IEnumerable<(MethodDescriptor Rpc, FieldDescriptor Field)> Named() =>
        from type in typeof(ReviewService).Assembly.GetTypes()
        where type.Namespace == typeof(ReviewService).Namespace && type.Name.EndsWith("Reflection", StringComparison.Ordinal)
        let file = (FileDescriptor)type.GetProperty("Descriptor")!.GetValue(null)!
        from service in file.Services
        from rpc in service.Methods
        where !rpc.IsClientStreaming && rpc.InputType.FindFieldByName("access_code") is null
        from name in Names
        let field = rpc.InputType.FindFieldByName(name)
        where field is { FieldType: FieldType.String }
        select (rpc, field);

    private static async Task<string> AnswerAsync(ReportsProcess replica, MethodDescriptor rpc, FieldDescriptor field, string value, Metadata caller)
    {
        var request = (IMessage)Activator.CreateInstance(rpc.InputType.ClrType)!;
        field.Accessor.SetValue(request, value);
        rpc.InputType.FindFieldByName("request_id")?.Accessor.SetValue(request, Guid.NewGuid().ToString());
        rpc.InputType.FindFieldByName("expected_version")?.Accessor.SetValue(request, 2);
        using var call = RawCalls.SendAsync(replica.Channel, $"/{rpc.Service.FullName}/{rpc.Name}", request.ToByteArray(), caller);
        try
        {
            var bytes = await call;
            return $"StatusCode=OK {Convert.ToHexString(bytes)}";
        }
        catch (RpcException refused)
        {
            var trailers = refused.Trailers.Where(entry => entry.Key is not ("date" or "server")).Select(entry => $"{entry.Key}={(entry.IsBinary ? Convert.ToHexString(entry.ValueBytes) : entry.Value)}");
            return $"{refused.Status} {string.Join(' ', trailers.Order(StringComparer.Ordinal))}";
        }
    }
}
