using System.Reflection;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Microsoft.AspNetCore.Grpc.JsonTranscoding.Internal;

/// <summary>Makes an endpoint of each binding of each RPC.</summary>
internal sealed class TranscodingBinder<TService>(
    ServiceMethodProviderContext<TService> context, ServiceDescriptor service, TranscodingInvoker<TService> invoker, MessageJson json) : ServiceBinderBase
    where TService : class
{
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, global::Grpc.Core.UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var (found, descriptor) = Find(method.Name, typeof(TRequest), typeof(ServerCallContext));
        var call = found.CreateDelegate<global::Grpc.AspNetCore.Server.Model.UnaryServerMethod<TService, TRequest, TResponse>>();
        Add(method, found, descriptor, isServerStreaming: false, async (request, http, write) =>
        {
            var response = await invoker.InvokeAsync(call, (TRequest)request, http);
            if (http.Status.StatusCode == StatusCode.OK)
            {
                TranscodingResponse.Begin(http.Http.Response);
                TranscodingResponse.WriteWhole(http.Http.Response, write((IMessage)response));
            }
        });
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, global::Grpc.Core.ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var (found, descriptor) = Find(method.Name, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var call = found.CreateDelegate<global::Grpc.AspNetCore.Server.Model.ServerStreamingServerMethod<TService, TRequest, TResponse>>();
        Add(method, found, descriptor, isServerStreaming: true, (request, http, write) =>
            invoker.InvokeAsync(call, (TRequest)request, new LineWriter<TResponse>(http.Http.Response, write), http));
    }

    // Streams from the client cannot be transcoded; a rule on one is passed over, as by the genuine package.
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, global::Grpc.Core.ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, global::Grpc.Core.DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
    }

    private (MethodInfo Method, MethodDescriptor Descriptor) Find(string name, params Type[] parameters) =>
        (typeof(TService).GetMethod(name, BindingFlags.Public | BindingFlags.Instance, parameters) ?? throw new InvalidOperationException($"{typeof(TService)} has no method {name}."),
            service.FindMethodByName(name));

    private void Add<TRequest, TResponse>(
        Method<TRequest, TResponse> method, MethodInfo found, MethodDescriptor descriptor, bool isServerStreaming, Func<IMessage, TranscodingCallContext, Func<IMessage, string>, Task> answer)
        where TRequest : class
        where TResponse : class
    {
        if (descriptor.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
        {
            return;
        }

        foreach (var binding in rule.AdditionalBindings.Prepend(rule))
        {
            if (Pattern(binding) is not var (verb, text))
            {
                continue;
            }

            var path = PathTemplate.Parse(text);
            var reader = new RequestReader(descriptor.InputType, binding.Body, path, json);
            var write = Writer(descriptor.OutputType, binding.ResponseBody);
            List<object> metadata =
            [
                .. typeof(TService).GetCustomAttributes(inherit: true), .. found.GetCustomAttributes(inherit: true),
                new HttpMethodMetadata([verb]), new GrpcJsonTranscodingMetadata(descriptor, binding),
            ];
            context.AddMethod(method, RouteOf(path), metadata, http => AnswerAsync(http, method.FullName, isServerStreaming, reader, (request, call) => answer(request, call, write)));
        }
    }

    private async Task AnswerAsync(HttpContext http, string method, bool isServerStreaming, RequestReader reader, Func<IMessage, TranscodingCallContext, Task> answer)
    {
        var call = new TranscodingCallContext(http, method, isServerStreaming);
        http.Features.Set<IServerCallContextFeature>(call);
        try
        {
            await answer(await reader.ReadAsync(http.Request), call);
        }
        catch (RpcException refusal)
        {
            foreach (var trailer in refusal.Trailers)
            {
                call.ResponseTrailers.Add(trailer);
            }

            call.Status = refusal.Status;
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            call.Status = new Status(StatusCode.Unknown, "Exception was thrown by handler.", exception);
        }

        if (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (call.Status.StatusCode != StatusCode.OK)
        {
            await TranscodingResponse.RefuseAsync(call, call.Status, json);
        }
        else if (isServerStreaming && !http.Response.HasStarted)
        {
            TranscodingResponse.Begin(http.Response);
        }
    }

    private Func<IMessage, string> Writer(MessageDescriptor type, string field)
    {
        if (field.Length == 0)
        {
            return json.Write;
        }

        var part = type.FindFieldByName(field) ?? throw new InvalidOperationException($"{type.FullName} has no field '{field}' for the answer.");
        return message => json.Write(message, part);
    }

    private static RoutePattern RouteOf(PathTemplate path) => path.VerbAfterRest.Length == 0
        ? RoutePatternFactory.Parse(path.Route)
        : RoutePatternFactory.Parse(path.Route, null, new RouteValueDictionary { [path.RestParameter!] = new RegexRouteConstraint($"{path.VerbAfterRest}$") });

    private static (string Verb, string Path)? Pattern(HttpRule rule) => rule.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
        HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
        HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
        HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
        HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
        HttpRule.PatternOneofCase.Custom => (rule.Custom.Kind, rule.Custom.Path),
        _ => null,
    };
}
