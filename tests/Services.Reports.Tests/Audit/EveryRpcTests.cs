using System.Reflection;
using System.Security.Claims;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Netralitas.Services.Reports.Audit;
using Netralitas.Services.Reports.Tests.Admission;
using Npgsql;

namespace Netralitas.Services.Reports.Tests.Audit;

/// <summary>Every RPC of the service that needs a token, by reflection: whatever it does, its answer does not leave without an entry [LAW-PDP-03].</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class EveryRpcTests(BackingServices backing)
{
    private static readonly IReadOnlyList<MethodInfo> Rpcs =
    [
        .. typeof(AuditInterceptor).Assembly.GetTypes()
            .Where(type => type.BaseType?.GetCustomAttribute<BindServiceMethodAttribute>() is not null)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<AuthorizeAttribute>() is not null && method.GetCustomAttribute<AllowAnonymousAttribute>() is null),
    ];

    [Fact]
    public async Task Each_leaves_one_before_it_answers_except_those_that_are_listed()
    {
        Assert.True(Rpcs.Count > 40, "The endpoints were not found.");
        await using var source = NpgsqlDataSource.Create(backing.Database);
        var person = $"uji-{Guid.NewGuid():N}";
        var none = new List<string>();
        foreach (var rpc in Rpcs)
        {
            var call = new AnsweredCall(rpc, person);
            var answered = await call.RunAsync(new AuditInterceptor(new AuditCall(), new AuditReadings(source, TimeProvider.System)), CountAsync);
            if (answered == 0)
            {
                none.Add(call.Name);
            }
            else
            {
                Assert.Equal(1L, answered);
            }

            Task<long> CountAsync() => backing.ScalarAsync<long>("select count(*) from reports.audit_entries where actor = $1 and rpc = $2 and act = 'read' and office = 'bawaslu:00'", person, call.Name);
        }

        Assert.Equal(AuditCall.LeavingNone.Order(StringComparer.Ordinal), none.Order(StringComparer.Ordinal));
    }

    /// <summary>A call of an RPC that does nothing but answer.</summary>
    private sealed class AnsweredCall(MethodInfo rpc, string person) : ServerCallContext
    {
        private readonly Dictionary<object, object> state = new() { ["__HttpContext"] = Http(rpc, person) };

        internal string Name { get; } = $"netralitas.reports.v1.{rpc.DeclaringType!.BaseType!.DeclaringType!.Name}/{rpc.Name}";

        /// <returns>How many entries there were when the answer left.</returns>
        internal Task<long> RunAsync(AuditInterceptor interceptor, Func<Task<long>> count)
        {
            var parameters = rpc.GetParameters();
            var isStream = parameters.Length == 3;
            var answer = isStream ? parameters[1].ParameterType.GenericTypeArguments[0] : rpc.ReturnType.GenericTypeArguments[0];
            return (Task<long>)typeof(AnsweredCall).GetMethod(isStream ? nameof(StreamAsync) : nameof(UnaryAsync), BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(parameters[0].ParameterType, answer).Invoke(this, [interceptor, count])!;
        }

        private async Task<long> UnaryAsync<TRequest, TResponse>(AuditInterceptor interceptor, Func<Task<long>> count)
            where TRequest : class, new()
            where TResponse : class, new()
        {
            await interceptor.UnaryServerHandler(new TRequest(), this, (_, _) => Task.FromResult(new TResponse()));
            return await count();
        }

        private async Task<long> StreamAsync<TRequest, TResponse>(AuditInterceptor interceptor, Func<Task<long>> count)
            where TRequest : class, IMessage, new()
            where TResponse : class, new()
        {
            var sent = new CountingStream<TResponse>(count);
            await interceptor.ServerStreamingServerHandler<TRequest, TResponse>(new TRequest(), sent, this, (_, stream, _) => stream.WriteAsync(new TResponse()));
            return sent.WhenSent;
        }

        private static DefaultHttpContext Http(MethodInfo rpc, string person)
        {
            var http = new DefaultHttpContext
            {
                User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", person), new Claim("role", "auditor"), new Claim("office", "bawaslu:00")], "uji")),
            };
            http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(rpc.GetCustomAttributes()), rpc.Name));
            return http;
        }

        protected override string MethodCore => $"/{Name}";

        protected override string HostCore => "";

        protected override string PeerCore => "";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override Metadata RequestHeadersCore => [];

        protected override CancellationToken CancellationTokenCore => CancellationToken.None;

        protected override Metadata ResponseTrailersCore => [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore => new(null, []);

        protected override IDictionary<object, object> UserStateCore => state;

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }

    private sealed class CountingStream<T>(Func<Task<long>> count) : IServerStreamWriter<T>
    {
        internal long WhenSent { get; private set; }

        public WriteOptions? WriteOptions { get; set; }

        public async Task WriteAsync(T message) => WhenSent = await count();
    }
}
