using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Netralitas.ServiceDefaults;

/// <summary>Which fields of the contracts tell a version: the one that a write expects, and the one that an answer carries.</summary>
/// <remarks>By their names, which are the same throughout the contracts: an office's entry has a version, the law a revision, the steps of a declaration a state version.</remarks>
public static class VersionFields
{
    private static readonly string[] Expected = ["expected_version", "expected_revision", "expected_state_version"];

    private static readonly string[] Carried = ["version", "revision", "state_version"];

    // Messages of an answer that stand for what the call was about.
    private static readonly string[] Carriers = ["state", "forwarding", "declaration", "entry"];

    /// <summary>The field of a request that <c>If-Match</c> stands for; null when the call expects no version.</summary>
    /// <param name="request">The request.</param>
    public static FieldDescriptor? ExpectedBy(MessageDescriptor request) => First(request, Expected);

    /// <summary>Whether an answer carries a version, its own or that of what the call was about.</summary>
    /// <param name="answer">The answer.</param>
    public static bool IsCarriedBy(MessageDescriptor answer) => First(CarrierOf(answer)?.MessageType ?? answer, Carried) is not null;

    /// <summary>The version that an answer carries; null when it carries none.</summary>
    /// <param name="answer">The answer.</param>
    internal static int? Of(IMessage answer)
    {
        var carrier = CarrierOf(answer.Descriptor) is { } field ? field.Accessor.GetValue(answer) as IMessage : answer;
        return carrier is not null && First(carrier.Descriptor, Carried) is { } version ? (int)version.Accessor.GetValue(carrier) : null;
    }

    private static FieldDescriptor? CarrierOf(MessageDescriptor answer) =>
        Carriers.Select(answer.FindFieldByName).FirstOrDefault(field => field is { FieldType: FieldType.Message, IsRepeated: false } && First(field.MessageType, Carried) is not null);

    private static FieldDescriptor? First(MessageDescriptor message, string[] names) =>
        names.Select(message.FindFieldByName).FirstOrDefault(field => field is { FieldType: FieldType.Int32, IsRepeated: false });
}
