using System.Security.Claims;
using Grpc.Core;

namespace Netralitas.ServiceDefaults;

/// <summary>Who calls, as the verified token says.</summary>
/// <param name="Subject">Claim <c>sub</c>; of an issuer with a name <c>|name|sub</c>, so that two people never have the same (<see cref="IssuerOptions.Name"/>).</param>
/// <param name="Role">Claim <c>role</c>, one of <see cref="Roles"/>.</param>
/// <param name="Office">Claim <c>office</c>.</param>
public sealed record Caller(string Subject, string Role, Office Office)
{
    /// <summary>The caller of an RPC that only authenticated roles may call.</summary>
    /// <param name="context">The call, after authorisation.</param>
    /// <exception cref="RefusalException">OFFICE_CLAIM_INVALID when the token names no readable office, or one that its role does not go with.</exception>
    public static Caller Of(ServerCallContext context) => Of(context.GetHttpContext().User);

    /// <summary>The caller behind verified claims.</summary>
    /// <param name="user">Claims of a token that was verified.</param>
    /// <exception cref="RefusalException">OFFICE_CLAIM_INVALID when the token names no readable office, or one that its role does not go with.</exception>
    public static Caller Of(ClaimsPrincipal user) => TryOf(user)
        ?? throw new RefusalException(StatusCode.PermissionDenied, "OFFICE_CLAIM_INVALID",
            "Token Anda tidak menyebut kantor yang sesuai dengan perannya. Minta token dengan klaim office, misalnya bawaslu:75.71 untuk officer.");

    /// <summary>The caller behind verified claims; null when they name no readable office, or one that its role does not go with, or two roles.</summary>
    /// <param name="user">Claims of a token that was verified.</param>
    public static Caller? TryOf(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var roles = RolesOf(user);
        if (roles.Count > 1)
        {
            return null;
        }

        var role = roles.FirstOrDefault() ?? "";
        return Office.TryParse(user.FindFirstValue("office"), out var office) && Fits(role, office) ? new Caller(user.FindFirstValue("sub") ?? "", role, office) : null;
    }

    /// <summary>The roles of ours that verified claims name; an issuer may add others, for its other services.</summary>
    internal static IReadOnlyCollection<string> RolesOf(ClaimsPrincipal user) => user.FindAll("role").Select(claim => claim.Value).Where(Roles.Known.Contains).ToHashSet(StringComparer.Ordinal);

    private static bool Fits(string role, Office office) => role switch
    {
        Roles.Central => office == Office.CentralBawaslu,
        Roles.Officer => office.Kind == "bawaslu",
        Roles.Agency => office.Kind is "ppk" or "opd",
        _ => true,
    };
}
