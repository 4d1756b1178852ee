using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Netralitas.Messaging;

namespace Netralitas.Contracts.Tests;

public partial class EventTests
{
    // A word of a member's name that suggests a person, or what a person said. The title of a declaration is its organiser's, and public; that of a contest is the law's.
    private const string PersonalWords =
        "name phone address narrative nip nik number email contact reporter respondent witness signer signatory person identity birth sex gender place content evidence token secret";

    // Members that hold free text, and why they may.
    private const string TextMembers = """
        CaseDeadlineApproached.Number
        CaseDeadlineApproached.OfficeCode
        CaseDeadlineApproached.RegionCode
        CaseDeadlineApproached.Subject
        CaseDeadlinePassed.Number
        CaseDeadlinePassed.OfficeCode
        CaseDeadlinePassed.RegionCode
        CaseDeadlinePassed.Subject
        CaseForwarded.AgencyOffice
        CaseForwarded.OfficeCode
        ClarificationInvited.Number
        ClarificationInvited.OfficeCode
        ClarificationInvited.Party
        ClarificationInvited.RegionCode
        ContestRecorded.Basis
        ContestRecorded.ContestId
        ContestRecorded.Event
        ContestRecorded.Except
        ContestRecorded.Family
        ContestRecorded.Kind
        ContestRecorded.Only
        ContestRecorded.Source
        ContestRecorded.Title
        CoverageMilestoneReached.RegionCode
        CoverageMilestoneReached.TextTitle
        CoverageMilestoneReached.Unit
        DataDeadlineReached.OfficeCode
        DataDeadlineReached.Subject
        DeclarationHeld.RegionCode
        DeclarationHeld.TimeZone
        DeclarationHeld.Title
        ForwardingOverdue.Number
        ForwardingOverdue.OfficeCode
        ForwardingOverdue.RegionCode
        NoticeServed.Kind
        NoticeServed.Office
        PersonalDataBreached.RegionCode
        PledgeInvitationsIssued.RegionCode
        PledgeReminderDue.RegionCode
        PledgeReminderDue.TextTitle
        PreventionDutyOverdue.Office
        PreventionDutyOverdue.OfficeText
        PreventionDutyOverdue.RegionCode
        ReportErased.Number
        ReportErased.OfficeCode
        ReportErased.RegionCode
        ReportReceived.Number
        ReportReceived.RegionCode
        ReportStatusChanged.ContestId
        ReportStatusChanged.Number
        ReportStatusChanged.OfficeCode
        ReportStatusChanged.RegionCode
        ReportStatusChanged.Status
        ReportStatusChanged.ToldBy
        ReportsRecounted.Digest
        StageRevised.Basis
        StageRevised.Kind
        StageRevised.RegionCode
        StageRevised.Scope
        StageRevised.Source
        StageRevised.StageId
        TokensRevoked.Digest
        TransferAwaited.AwaitedOfficeCode
        TransferAwaited.Manner
        TransferAwaited.Number
        TransferAwaited.OfficeCode
        TransferAwaited.RegionCode
        TransferProgressed.ByOfficeCode
        TransferProgressed.Manner
        TransferProgressed.Number
        TransferProgressed.OfficeCode
        TransferProgressed.Outcome
        TransferProgressed.RegionCode

        """;

    private static readonly IReadOnlyList<Type> Events =
    [
        .. typeof(Queues).Assembly.GetExportedTypes()
            .Where(type => VersionedNamespace().IsMatch(type.Namespace ?? "") && type is { IsClass: true, IsNested: false }
                && !(type.IsAbstract && type.IsSealed) && !typeof(IMessage).IsAssignableFrom(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_event_has_a_sample_with_each_member_set()
    {
        Assert.Equal(Events, EventSamples.All.Select(sample => sample.GetType()).OrderBy(type => type.FullName, StringComparer.Ordinal));
        Assert.All(EventSamples.All, sample => Assert.All(Members(sample.GetType()), member => Assert.NotNull(member.GetValue(sample))));
    }

    [Fact]
    public void Every_event_is_a_sealed_record_of_data_alone() => Assert.All(Events, type =>
    {
        Assert.True(type.IsSealed && type.BaseType == typeof(object) && type.GetMethod("<Clone>$") is not null, $"{type.Name} is no sealed record without a base");
        Assert.Equal([typeof(IEquatable<>).MakeGenericType(type)], type.GetInterfaces());
        Assert.All(Members(type), member => Assert.True(IsInitOnly(member), $"{type.Name}.{member.Name} can be set later"));
    });

    [Fact]
    public void The_shape_of_every_event_is_the_agreed_one() =>
        Snapshot.Verify("events.txt", string.Join('\n', Events.Select(Shape)));

    [Fact]
    public void The_stored_form_of_every_event_is_the_agreed_one_and_is_read_back_whole() => Assert.All(EventSamples.All, sample =>
    {
        var name = $"{sample.GetType().FullName!["Netralitas.Contracts.".Length..]}.json";
        Snapshot.Verify(name, JsonSerializer.Serialize(sample, sample.GetType(), Indented).ReplaceLineEndings("\n") + "\n");
        var back = JsonSerializer.Deserialize(Repository.Read($"{Snapshot.Folder}/{name}"), sample.GetType(), Outbox.Json);
        Assert.All(Members(sample.GetType()), member => Assert.Equal(member.GetValue(sample), member.GetValue(back)));
    });

    [Fact]
    public void No_member_is_named_after_a_person_or_what_a_person_said()
    {
        var words = PersonalWords.Split(' ').ToHashSet(StringComparer.Ordinal);
        var suspects = Events.SelectMany(type => Members(type)
            .Where(member => Word().Matches(member.Name).Any(word => words.Contains(word.Value.ToLowerInvariant())))
            .Select(member => $"{type.Name}.{member.Name}"));

        // A report's public number is no person's.
        Assert.Equal(
            ["CaseDeadlineApproached.Number", "CaseDeadlinePassed.Number", "ClarificationInvited.Number", "ForwardingOverdue.Number", "ReportErased.Number", "ReportReceived.Number", "ReportStatusChanged.Number", "TransferAwaited.Number", "TransferProgressed.Number"],
            suspects);
    }

    [Fact]
    public void Only_the_listed_members_hold_free_text_and_all_others_are_ids_numbers_dates_and_a_yes_or_no()
    {
        var members = Events.SelectMany(type => Members(type).Select(member => (Name: $"{type.Name}.{member.Name}", Type: Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType))).ToList();

        Assert.Equal(TextMembers, string.Concat(members.Where(m => m.Type == typeof(string)).Select(m => m.Name).Order(StringComparer.Ordinal).Select(name => name + "\n")));
        Assert.All(members, m => Assert.Contains(m.Type, new[] { typeof(string), typeof(Guid), typeof(bool), typeof(int), typeof(DateOnly), typeof(TimeOnly), typeof(DateTimeOffset), typeof(IReadOnlyList<Guid>) }));
    }

    private static JsonSerializerOptions Indented { get; } = new(Outbox.Json) { WriteIndented = true };

    private static PropertyInfo[] Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static bool IsInitOnly(PropertyInfo member) =>
        member.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;

    private static string Shape(Type type)
    {
        var nullability = new NullabilityInfoContext();
        var members = Members(type).Select(member =>
        {
            var underlying = Nullable.GetUnderlyingType(member.PropertyType);
            var isNullable = underlying is not null || nullability.Create(member).ReadState == NullabilityState.Nullable;
            var required = member.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
            return $"  {required}{(underlying ?? member.PropertyType).Name}{(isNullable ? "?" : "")} {member.Name}\n";
        });
        return $"urn:message:{type.Namespace}:{type.Name}\n{string.Concat(members)}";
    }

    [GeneratedRegex(@"\ANetralitas\.Contracts\.\w+\.V[1-9][0-9]*\z")]
    private static partial Regex VersionedNamespace();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
