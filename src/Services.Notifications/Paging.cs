namespace Netralitas.Services.Notifications;

/// <summary>How long a page is.</summary>
internal static class Paging
{
    /// <returns>The size asked for; the default for 0.</returns>
    /// <exception cref="ServiceDefaults.RefusalException">PAGE_SIZE_INVALID.</exception>
    internal static int Size(int asked, int byDefault, int most) =>
        asked == 0 ? byDefault : asked >= 1 && asked <= most ? asked : throw NotificationRefusals.PageSizeInvalid(most);
}
