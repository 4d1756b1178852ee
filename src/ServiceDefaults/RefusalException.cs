using Google.Rpc;
using Grpc.Core;

namespace Netralitas.ServiceDefaults;

/// <summary>The one way to say no to a caller who can act on it.</summary>
/// <remarks>Built only in a service's <c>…Refusals.cs</c>; <see cref="RefusalInterceptor"/> turns it into a gRPC status. Nothing was stored when it is thrown.</remarks>
public sealed class RefusalException : Exception
{
    /// <summary>Refuses a call.</summary>
    /// <param name="code">gRPC status.</param>
    /// <param name="reason">Stable reason in UPPER_SNAKE_CASE, at most 63 characters; listed in docs/errors.md and never renamed.</param>
    /// <param name="message">Indonesian sentence that says what to change.</param>
    /// <param name="fields">Every field at fault, by its proto name.</param>
    public RefusalException(StatusCode code, string reason, string message, params IReadOnlyList<FieldFault> fields)
        : base(message)
    {
        Code = code;
        Reason = reason;
        Fields = fields;
    }

    /// <summary>gRPC status of the answer.</summary>
    public StatusCode Code { get; }

    /// <summary>Stable reason.</summary>
    public string Reason { get; }

    /// <summary>Fields at fault; empty when the refusal is not about the form of the request.</summary>
    public IReadOnlyList<FieldFault> Fields { get; }

    /// <summary>When the same call may be tried again; null when trying again changes nothing. Sent as <see cref="RetryInfo"/> and as the trailer <c>retry-after</c>, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The refusal as gRPC carries it, with <see cref="ErrorInfo"/> and <see cref="BadRequest"/> in its details.</summary>
    /// <param name="domain">Who refuses, for example <c>reports.netralitas</c>.</param>
    public RpcException ToRpcException(string domain) =>
        new(new Grpc.Core.Status(Code, Message), StatusDetails.Trailers(Code, Reason, Message, domain, Fields, RetryAfter));
}

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">Path of proto names, for example <c>signatures[3].signer_number</c>.</param>
/// <param name="Description">Indonesian sentence that says what to change.</param>
public sealed record FieldFault(string Field, string Description);
