using Google.Protobuf;
using Grpc.Core;

namespace Netralitas.ServiceDefaults.Tests;

/// <summary>What breaks while a client's stream is read is told as what it is, and is no bug of the service.</summary>
public class ReadableStreamTests
{
    public static TheoryData<Exception, StatusCode> Breaks => new()
    {
        { new IOException("The client reset the request stream."), StatusCode.Cancelled },
        { InvalidProtocolBufferExceptionOf([0x0a]), StatusCode.InvalidArgument },
        { new InvalidDataException("Not compressed as it says."), StatusCode.InvalidArgument },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_stream_that_breaks_is_refused_with_its_status(Exception broken, StatusCode status)
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => new ReadableStream<object>(new BrokenStream(broken)).MoveNext(CancellationToken.None));
        Assert.Equal(status, refusal.ToRpcException("uji.netralitas").StatusCode);
    }

    [Fact]
    public async Task Anything_else_stays_what_it_is() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new ReadableStream<object>(new BrokenStream(new InvalidOperationException())).MoveNext(CancellationToken.None));

    private static InvalidProtocolBufferException InvalidProtocolBufferExceptionOf(byte[] bytes) =>
        Assert.Throws<InvalidProtocolBufferException>(() => Google.Rpc.ErrorInfo.Parser.ParseFrom(bytes));

    private sealed class BrokenStream(Exception broken) : IAsyncStreamReader<object>
    {
        public object Current => throw broken;

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromException<bool>(broken);
    }
}
