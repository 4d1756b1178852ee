using System.Reflection;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Authorization;

namespace Netralitas.Contracts.Tests;

/// <summary>One RPC and who may call it, as its implementation declares.</summary>
/// <param name="Rpc">Full name, for example <c>netralitas.reports.v1.IntakeService/SubmitReport</c>.</param>
/// <param name="ProtoService">The service's full name.</param>
/// <param name="Service">The process that implements it, for example <c>reports</c>.</param>
/// <param name="Policies">Each implementation's policy: <c>anyone</c>, the roles, or <c>NONE</c>.</param>
internal sealed record Endpoint(string Rpc, string ProtoService, string Service, IReadOnlyList<string> Policies);

/// <summary>What the services implement of the contracts.</summary>
internal static class Endpoints
{
    /// <summary>The processes that implement RPCs, by their name.</summary>
    internal static IReadOnlyDictionary<string, Assembly> Services { get; } = new[] { "Notifications", "Pledges", "Reports" }
        .ToDictionary(name => name.ToLowerInvariant(), name => Assembly.Load($"Netralitas.Services.{name}"));

    internal static IReadOnlyList<Endpoint> All { get; } =
    [
        .. from service in ProtoFiles.Services
           from rpc in service.Methods
           let classes = Implementations(service).ToList()
           select new Endpoint(
               $"{service.FullName}/{rpc.Name}", service.FullName,
               string.Join(' ', classes.Select(found => found.Service)), [.. classes.Select(found => PolicyOf(found.Class, rpc.Name))]),
    ];

    /// <summary>The classes that implement a proto service.</summary>
    internal static IEnumerable<(string Service, Type Class)> Implementations(ServiceDescriptor service) =>
        from process in Services
        from type in process.Value.GetTypes()
        where type.BaseType is { IsNested: true } parent && parent.Name == $"{service.Name}Base" && parent.Namespace == service.File.GetOptions()!.CsharpNamespace
        select (process.Key, type);

    private static string PolicyOf(Type type, string rpc)
    {
        var method = type.GetMethod(rpc, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        var attributes = method?.GetCustomAttributes(inherit: false) ?? [];
        var roles = attributes.OfType<AuthorizeAttribute>().Select(a => a.Roles is { Length: > 0 } named && a.Policy is null ? named.Replace(",", ", ", StringComparison.Ordinal) : "NO ROLES");
        var anyone = attributes.OfType<AllowAnonymousAttribute>().Select(_ => "anyone");
        return string.Join(" AND ", roles.Concat(anyone).DefaultIfEmpty("NONE"));
    }
}
