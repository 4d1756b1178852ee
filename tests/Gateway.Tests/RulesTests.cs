using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Gateway.Api;
using Netralitas.Gateway.Evidence;
using Netralitas.Gateway.Traffic;

namespace Netralitas.Gateway.Tests;

/// <summary>What the gateway reads off contracts, headers and addresses.</summary>
public class RulesTests
{
    // No streams, and neither read nor with a request_id: sent once, unless no connection came about.
    private const string SentOnce =
        """
        netralitas.notifications.v1.NoticeConfirmationService.ConfirmNotice
        netralitas.reports.v1.AuditService.ListAudit
        netralitas.reports.v1.CustodyService.GetIdentity
        netralitas.reports.v1.EvidenceService.FinishUpload
        netralitas.reports.v1.ReviewService.GetRespondentPledges
        """;

    [Fact]
    public void Every_RPC_that_is_no_stream_can_be_sent_again_but_for_those_that_are_named_here() =>
        Assert.Equal(SentOnce.ReplaceLineEndings("\n"), string.Join('\n', RpcTraffic.Everything().Where(rpc => rpc is { IsStream: false, IsRead: false, RequestIdField: 0 }).Select(rpc => rpc.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public void What_only_reads_takes_no_request_id() =>
        Assert.Empty(RpcTraffic.Everything().Where(rpc => rpc is { IsRead: true, RequestIdField: > 0 }).Select(rpc => rpc.Name));

    [Fact]
    public void No_stream_is_sent_again() => Assert.All(RpcTraffic.Everything().Where(rpc => rpc.IsStream), rpc => Assert.False(rpc.IsRead || rpc.RequestIdField > 0));

    [Fact]
    public void All_of_report_intake_waits_and_nothing_of_it_is_limited()
    {
        var held = RpcTraffic.Everything().Where(rpc => rpc.Lane != Lane.Ordinary).Select(rpc => rpc.Name).ToList();

        Assert.Equal(["netralitas.reports.v1.EvidenceService", "netralitas.reports.v1.IntakeService", "netralitas.reports.v1.OfficeIntakeService", "netralitas.reports.v1.ReceiptService"],
            held.Select(name => name[..name.LastIndexOf('.')]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["netralitas.reports.v1.EvidenceService.UploadChunks"], RpcTraffic.Everything().Where(rpc => rpc.Lane == Lane.Uploads).Select(rpc => rpc.Name));
    }

    [Theory]
    [InlineData("1S", "1000")]
    [InlineData("250m", "250")]
    [InlineData("5000u", "5")]
    [InlineData("2M", "120000")]
    [InlineData("1H", "3600000")]
    [InlineData("99999999H", "2592000000")]
    [InlineData("99999999S", "2592000000")]
    [InlineData("", null)]
    [InlineData("S", null)]
    [InlineData("123456789S", null)]
    [InlineData("-1S", null)]
    [InlineData("1x", null)]
    public void A_callers_deadline_is_read_as_gRPC_writes_it(string text, string? milliseconds) =>
        Assert.Equal(milliseconds, Deadlines.Parse(text)?.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void A_callers_deadline_counts_and_ours_where_there_is_none_or_it_is_too_far()
    {
        var deadlines = new Deadlines(new DeadlineOptions { CallSeconds = 10, IntakeSeconds = 20, MostSeconds = 30 });
        var (call, stream, submit) = (Rpc("ReviewService.ReviewReport"), Rpc("WorkListService.ExportCases"), Rpc("IntakeService.SubmitReport"));

        Assert.Equal([10, 5, 30, 20, null, 500], new double?[]
        {
            Seconds(call, ""), Seconds(call, "5S"), Seconds(call, "500S"), Seconds(submit, ""), Seconds(stream, ""), Seconds(stream, "500S"),
        });

        double? Seconds(RpcTraffic rpc, string header)
        {
            var request = new DefaultHttpContext().Request;
            request.Headers["grpc-timeout"] = header;
            return deadlines.MayTake(request, rpc)?.TotalSeconds;
        }
    }

    [Fact]
    public void A_request_id_is_found_in_a_message_and_in_JSON_and_in_the_header_and_nowhere_else()
    {
        var rpc = Rpc("IntakeService.SubmitReport");
        var message = new SubmitReportRequest { RequestId = "id-1", Narrative = "request_id" }.ToByteArray();
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame, 5);

        Assert.Equal("id-1", Of("application/grpc", frame));
        Assert.Equal("", Of("application/grpc", frame[..^1]));
        Assert.Equal("", Of("application/grpc", [1, .. frame[1..]]));
        Assert.Equal("id-2", Of("application/json", """{"narrative": {"requestId": "inner"}, "requestId": "id-2"}"""u8.ToArray()));
        Assert.Equal("id-3", Of("application/json", """{"request_id": "id-3"}"""u8.ToArray()));
        Assert.Equal("id-4", Of("application/json", """{"narrative": "CONTOH"}"""u8.ToArray(), "\"id-4\""));
        Assert.Equal("", Of("application/json", """{"narrative": """u8.ToArray(), "id-5"));
        Assert.Equal("", Of("application/json", """{"requestId": 7}"""u8.ToArray()));

        // As the service reads what is given twice: another id than it would be sending again under one that it never saw.
        Assert.Equal("id-6", Of("application/json", """{"requestId": "id-5", "request_id": "id-6"}"""u8.ToArray()));
        Assert.Equal("", Of("application/json", """{"requestId": "id-5", "requestId": null}"""u8.ToArray()));
        Assert.Equal("", Of("application/json", "{}"u8.ToArray(), "id-7", "id-8"));

        string Of(string type, byte[] body, params string[] keys)
        {
            var request = new DefaultHttpContext().Request;
            request.ContentType = type;
            request.Headers["Idempotency-Key"] = keys;
            return RequestIds.Of(request, rpc.RequestIdField, body);
        }
    }

    [Theory]
    [InlineData("bytes=0-9223372036854775807", 0, 100)]
    [InlineData("bytes=99-9223372036854775807", 99, 1)]
    [InlineData("bytes=100-9223372036854775807", 101, 0)]
    [InlineData("bytes=-9223372036854775807", 0, 100)]
    [InlineData("bytes=9223372036854775807-", 101, 0)]
    [InlineData("bytes=-0", 101, 0)]
    [InlineData("bytes=5-2", null, null)]
    [InlineData("bytes=0-9223372036854775808", null, null)]
    public void A_part_of_a_file_ends_with_the_file_however_large_the_numbers_are(string range, int? offset, int? length)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Range = range;

        var part = ByteRange.Of(request.GetTypedHeaders(), new EntityTagHeaderValue("\"a\""), 100);

        Assert.Equal((offset, length), ((int?)part?.Offset, (int?)part?.Length));
    }

    [Fact]
    public void Sources_are_networks_and_callers_and_tomorrow_nobody_knows_them()
    {
        var clock = new MovedClock();
        var sources = new CallSources(clock);
        var village = Of("203.0.113.7");

        Assert.Equal(village, Of("203.0.113.250"));
        Assert.Equal(village, Of("::ffff:203.0.113.9"));
        Assert.NotEqual(village, Of("203.0.114.7"));
        Assert.Equal(Of("2001:db8:1:2::1"), Of("2001:db8:1:ffff::9"));
        Assert.NotEqual(Of("2001:db8:1:2::1"), Of("2001:db8:2::1"));
        Assert.NotEqual(village, new CallSources(clock).Of(Context("203.0.113.7")));
        clock.Now += TimeSpan.FromDays(1);
        Assert.NotEqual(village, Of("203.0.113.7"));

        SourceKey Of(string address) => sources.Of(Context(address));
        static DefaultHttpContext Context(string address) => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
    }

    [Fact]
    public void Work_holds_for_its_request_alone_for_a_while_and_three_times()
    {
        var clock = new MovedClock();
        var work = new ProofOfWork(new ProofOfWorkOptions { Bits = 8 }, clock);
        var challenge = work.Challenge.Split("challenge=")[1];
        Assert.StartsWith("sha256; bits=8; ", work.Challenge, StringComparison.Ordinal);
        var proof = Enumerable.Range(0, int.MaxValue).Select(n => n.ToString(CultureInfo.InvariantCulture)).First(text => work.IsProof(challenge, "id", text));
        var headers = new HeaderDictionary { [ProofOfWork.ProofHeader] = proof };

        Assert.False(work.IsDone(headers, ""));
        Assert.False(work.IsDone(new HeaderDictionary(), "id"));
        clock.Now += TimeSpan.FromMinutes(10);
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => work.IsDone(headers, "id")));
        clock.Now += TimeSpan.FromMinutes(10);
        Assert.False(work.IsDone(headers, "id"));
        Assert.Equal(0, System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{challenge}:id:{proof}"))[0]);
    }

    [Fact]
    public void Settings_that_cannot_be_used_are_all_named() =>
        Assert.Equal(7, new TrafficOptions
        {
            Intake = new WaitingOptions { AtOnce = 1 },
            Deadlines = new DeadlineOptions { MostSeconds = 1 },
            Limits = new LimitOptions { Reads = new RateOptions { PerSecond = 0 } },
            ProofOfWork = new ProofOfWorkOptions { Bits = 99 },
            LargestMessageKibibytes = 1,
            TrustedProxies = ["everybody", "0.0.0.0/0", "10.0.0.0/8"],
        }.Problems().Count());

    private static RpcTraffic Rpc(string name) => RpcTraffic.Of(ContractSet.Services[$"netralitas.reports.v1.{name.Split('.')[0]}"].FindMethodByName(name.Split('.')[1]));

    private sealed class MovedClock : TimeProvider
    {
        internal DateTimeOffset Now { get; set; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
