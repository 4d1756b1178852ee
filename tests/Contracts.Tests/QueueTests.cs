using System.Reflection;
using System.Text.RegularExpressions;
using MassTransit;

namespace Netralitas.Contracts.Tests;

public partial class QueueTests
{
    private const string Expected = """
        notifications-case-deadline-approached | notifications consumes CaseDeadlineApproached
        notifications-case-deadline-passed | notifications consumes CaseDeadlinePassed
        notifications-case-forwarded | notifications consumes CaseForwarded
        notifications-clarification-invited | notifications consumes ClarificationInvited
        notifications-coverage-milestone-reached | notifications consumes CoverageMilestoneReached
        notifications-data-deadline-reached | notifications consumes DataDeadlineReached
        notifications-declaration-held | notifications consumes DeclarationHeld
        notifications-forwarding-overdue | notifications consumes ForwardingOverdue
        notifications-personal-data-breached | notifications consumes PersonalDataBreached
        notifications-pledge-invitations-issued | notifications consumes PledgeInvitationsIssued
        notifications-pledge-reminder-due | notifications consumes PledgeReminderDue
        notifications-pledge-signed | notifications consumes PledgeSigned
        notifications-pledge-signed-v2 | notifications consumes PledgeSignedV2
        notifications-pledges-recorded | notifications consumes PledgesRecorded
        notifications-prevention-duty-overdue | notifications consumes PreventionDutyOverdue
        notifications-report-erased | notifications consumes ReportErased
        notifications-report-received | notifications consumes ReportReceived
        notifications-report-status-changed | notifications consumes ReportStatusChanged
        notifications-reports-recounted | notifications consumes ReportsRecounted
        notifications-transfer-awaited | notifications consumes TransferAwaited
        notifications-transfer-progressed | notifications consumes TransferProgressed
        pledges-contest-recorded | pledges consumes ContestRecorded
        pledges-report-status-changed | pledges consumes ReportStatusChanged
        pledges-stage-revised | pledges consumes StageRevised
        pledges-tokens-revoked | pledges consumes TokensRevoked
        reports-notice-served | reports consumes NoticeServed
        reports-notices-counted | reports consumes NoticesCounted
        reports-tokens-revoked | reports consumes TokensRevoked

        """;

    [Fact]
    public void A_queue_is_named_after_the_service_that_consumes_and_the_event_and_each_consumer_has_one()
    {
        var consumed = from service in Endpoints.Services
                       from type in service.Value.GetTypes()
                       from contract in type.GetInterfaces()
                       where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IConsumer<>)
                       let message = contract.GetGenericArguments()[0]
                       let version = message.Namespace!.Split('.')[^1]
                       let name = version == "V1" ? message.Name : message.Name + version
                       select (Queue: $"{service.Key}-{Kebab().Replace(name, "-").ToLowerInvariant()}", Told: $"{service.Key} consumes {name}");
        var queues = consumed.OrderBy(queue => queue.Queue, StringComparer.Ordinal).ToList();

        Assert.Equal(Expected, string.Concat(queues.Select(queue => $"{queue.Queue} | {queue.Told}\n")));
        Assert.Equal(queues.Select(queue => queue.Queue), Names.Select(name => name.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_name_in_code_says_what_the_name_at_the_broker_says() =>
        Assert.All(Names, name => Assert.Equal(name.Value, Kebab().Replace(name.Member, "-").ToLowerInvariant()));

    private static IEnumerable<(string Member, string Value)> Names =>
        typeof(Queues).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (constant.Name, (string)constant.GetRawConstantValue()!));

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Kebab();
}
