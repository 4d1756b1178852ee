using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Netralitas.ServiceDefaults;

/// <summary>Says, for one piece of work, whose rows it may see. Until it is said, none: a job that forgets finds nothing.</summary>
/// <param name="rules">Which roles see what.</param>
public sealed class RowAccess(RowRules rules)
{
    /// <summary>What was said.</summary>
    public RowScope Scope { get; private set; } = RowScope.Nothing;

    /// <summary>The service works for itself, or for someone whom a code lets in.</summary>
    public void ActForService() => Scope = RowScope.Everything;

    /// <summary>The service works for a caller, and sees what the caller may.</summary>
    /// <param name="caller">Who calls.</param>
    public void ActFor(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Scope = rules.Everywhere.Contains(caller.Role) ? RowScope.Everything : RowScope.Of(caller, hasRegion: !rules.WithoutRegion.Contains(caller.Role));
    }
}

/// <summary>Which roles of a service see more, or less, than the rows of their region.</summary>
/// <remarks>Without rules, central sees all and everybody else their region.</remarks>
public sealed record RowRules
{
    /// <summary>Roles that see all rows.</summary>
    public IReadOnlySet<string> Everywhere { get; init; } = new HashSet<string> { Roles.Central };

    /// <summary>Roles to which rows of their region are not shown for being of their region.</summary>
    public IReadOnlySet<string> WithoutRegion { get; init; } = new HashSet<string>();
}

/// <summary>Says it for each call, from the endpoint and the verified token.</summary>
internal sealed class RowAccessMiddleware(RequestDelegate next)
{
    /// <summary>What a call that needs no token opens is in its content, as a code; any other sees what its caller may.</summary>
    public Task InvokeAsync(HttpContext http, RowAccess rows)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            rows.ActForService();
        }
        else if (http.User.Identity is { IsAuthenticated: true } && Caller.TryOf(http.User) is { } caller)
        {
            rows.ActFor(caller);
        }

        return next(http);
    }
}

/// <summary>Begins work that no call asked for.</summary>
public static class OwnWork
{
    /// <summary>A scope in which the service works for itself: jobs.</summary>
    /// <param name="scopes">Makes scopes.</param>
    public static AsyncServiceScope BeginOwnWork(this IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RowAccess>().ActForService();
        return scope;
    }
}
