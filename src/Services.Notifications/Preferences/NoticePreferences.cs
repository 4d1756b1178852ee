using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Deliveries;

namespace Netralitas.Services.Notifications.Preferences;

/// <summary>How an office wants notices of one kind outside its inbox.</summary>
internal sealed class Preference
{
    /// <summary>Kind:code.</summary>
    public required string Office { get; init; }

    public required NoticeKind Kind { get; init; }

    public required DeliveryManner Manner { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What offices may choose. Pure.</summary>
internal static class NoticePreferences
{
    /// <summary>The kinds that offices are told of, in the order of the contract.</summary>
    internal static IReadOnlyList<NoticeKind> Kinds { get; } = [.. Enum.GetValues<NoticeKind>().Where(kind => kind is not (NoticeKind.Unspecified or NoticeKind.Digest))];

    /// <summary>Whether an office may choose for a kind: a legal notice is not its to turn off or to wait for.</summary>
    internal static bool CanBeChosen(NoticeKind kind) => Kinds.Contains(kind) && !NoticeManner.IsLegal(kind);

    /// <summary>What holds for a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="recorded">What the office recorded; null for nothing. Of a kind that became a legal one it holds no more.</param>
    internal static DeliveryManner Of(NoticeKind kind, DeliveryManner? recorded) => CanBeChosen(kind) ? recorded ?? DeliveryManner.AtOnce : DeliveryManner.AtOnce;
}
