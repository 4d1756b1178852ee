using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Deliveries;

namespace Netralitas.Services.Notifications.Tests.Deliveries;

public class DeliveryLifeTests
{
    private const string Table = """
        Created Begin: Sending
        Created Reject: PermanentFailure
        Created Confirm: Delivered
        Created Expire: TemporaryFailure
        Created Cancel: Cancelled
        Sending Begin: Sending
        Sending Accept: Sent
        Sending Postpone: Created
        Sending Exhaust: TechnicalFailure
        Sending Reject: PermanentFailure
        Sending Confirm: Delivered
        Sending Expire: TemporaryFailure
        Sent Reject: PermanentFailure
        Sent Confirm: Delivered
        Sent Expire: TemporaryFailure
        TemporaryFailure Confirm: Delivered
        TemporaryFailure Cancel: Cancelled
        PermanentFailure Confirm: Delivered
        PermanentFailure Cancel: Cancelled
        TechnicalFailure Confirm: Delivered
        TechnicalFailure Redrive: Created
        TechnicalFailure Cancel: Cancelled
        Cancelled Confirm: Delivered

        """;

    [Fact]
    public void Every_step_that_a_delivery_has_is_in_the_table_and_no_other()
    {
        var steps = from state in Enum.GetValues<DeliveryState>()
                    from step in Enum.GetValues<DeliveryStep>()
                    let after = DeliveryLife.After(state, step)
                    where after is not null
                    select $"{state} {step}: {after}\n";

        Assert.Equal(Table, string.Concat(steps));
    }

    [Fact]
    public void The_next_address_is_tried_after_each_failure_and_after_nothing_else() =>
        Assert.Equal(
            [DeliveryState.TemporaryFailure, DeliveryState.PermanentFailure, DeliveryState.TechnicalFailure],
            Enum.GetValues<DeliveryState>().Where(DeliveryLife.Failed));

    [Theory]
    [InlineData(1, 0.0, 4.5)]
    [InlineData(1, 0.5, 5.0)]
    [InlineData(2, 1.0, 330.0)]
    [InlineData(7, 0.5, 36000.0)]
    public void Attempts_are_spread_around_the_published_schedule(int attempts, double chance, double seconds) =>
        Assert.Equal(seconds, RetrySchedule.DelayAfter([], attempts, chance)!.Value.TotalSeconds, 6);

    [Fact]
    public void After_the_schedule_no_attempt_is_left()
    {
        Assert.Null(RetrySchedule.DelayAfter([], 8, 0));
        Assert.Null(RetrySchedule.DelayAfter([1], 2, 0));
    }
}
