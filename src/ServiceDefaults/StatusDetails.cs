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
        // Field 1, which later releases of the package call Reason; the same on the wire.
        status.Details.Add(Any.Pack(new ErrorInfo { Type = reason, Domain = domain }));
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
