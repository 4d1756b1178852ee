namespace Netralitas.Services.Notifications.Tests.Support;

/// <summary>A clock that shows one instant.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
