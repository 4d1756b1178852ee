using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Metadata = Grpc.Core.Metadata;

namespace Netralitas.ServiceDefaults;

/// <summary>The trailer in which gRPC carries the reason of a refusal (google.rpc.Status).</summary>
internal static class StatusDetails
{
    internal const string TrailerName = "grpc-status-details-bin";

    internal const string RetryName = "retry-after";

    private const int ErrorInfoReason = 1;

    internal static Metadata Trailers(StatusCode code, string reason, string message, string domain, IReadOnlyList<FieldFault> fields, TimeSpan? retryAfter)
    {
        var trailers = new Metadata { { TrailerName, Status(code, reason, message, domain, fields, retryAfter).ToByteArray() } };
        if (retryAfter is { } pause)
        {
            trailers.Add(RetryName, Seconds(pause));
        }

        return trailers;
    }

    internal static string Seconds(TimeSpan pause) => ((int)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    internal static Google.Rpc.Status Status(StatusCode code, string reason, string message, string domain, IReadOnlyList<FieldFault> fields, TimeSpan? retryAfter)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        var info = new ErrorInfo { Domain = domain };
        // By its number: what one release of the package calls Type, another calls Reason. The same on the wire.
        ErrorInfo.Descriptor.FindFieldByNumber(ErrorInfoReason).Accessor.SetValue(info, reason);
        status.Details.Add(Any.Pack(info));
        if (fields.Count > 0)
        {
            var faults = new BadRequest();
            faults.FieldViolations.AddRange(fields.Select(f => new BadRequest.Types.FieldViolation { Field = f.Field, Description = f.Description }));
            status.Details.Add(Any.Pack(faults));
        }

        if (retryAfter is { } pause)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(pause) }));
        }

        return status;
    }
}
