using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Inbox;

namespace Netralitas.Services.Notifications.Tests.Inbox;

public class InboxSignalTests
{
    [Fact]
    public void Watchers_of_the_offices_that_were_told_wake_and_those_of_all_and_no_others()
    {
        var signal = new InboxSignal();
        var (all, told, other) = (signal.NextAsync(null), signal.NextAsync("bawaslu:75.71"), signal.NextAsync("bawaslu:35"));

        signal.Raise([new Office("bawaslu", "75.71"), Office.CentralBawaslu]);

        Assert.Equal((true, true, false), (all.IsCompleted, told.IsCompleted, other.IsCompleted));
        Assert.False(signal.NextAsync("bawaslu:75.71").IsCompleted);
    }

    [Fact]
    public void What_is_told_between_the_question_and_the_wait_is_not_missed()
    {
        var signal = new InboxSignal();
        var (first, second) = (signal.NextAsync("bawaslu:75.71"), signal.NextAsync("bawaslu:75.71"));

        signal.Raise([new Office("bawaslu", "75.71")]);

        Assert.True(first.IsCompleted && second.IsCompleted);
    }
}
