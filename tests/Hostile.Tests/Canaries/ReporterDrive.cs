using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Hostile.Tests.Standing;
using Netralitas.Suite.Tests;

namespace Netralitas.Hostile.Tests.Canaries;

/// <summary>Everything that a reporter can say, said through the gateway.</summary>
internal sealed class ReporterDrive(StandingSuite suite, Sent sent)
{
    private readonly IntakeService.IntakeServiceClient intake = new(suite.Channel);
    private readonly EvidenceService.EvidenceServiceClient evidence = new(suite.Channel);
    private readonly OwnDataService.OwnDataServiceClient ownData = new(suite.Channel);

    /// <summary>Headers that tell of a caller's device and way, each with a word.</summary>
    internal Metadata Headers()
    {
        var headers = new Metadata();
        foreach (var name in new[] { "x-forwarded-for", "x-real-ip", "baggage", "tracestate", "cookie", "referer", "x-client", "x-request-id", "correlation-context" })
        {
            headers.Add(name, name is "baggage" or "tracestate" or "correlation-context" ? $"contoh={sent.Word(sent.Refused, name)}" : sent.Word(sent.Refused, name));
        }

        headers.Add("forwarded", $"for={sent.Word(sent.Refused, "forwarded")}");
        headers.Add("traceparent", $"00-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}-01");
        headers.Add("x-client-bin", Encoding.UTF8.GetBytes(sent.Word(sent.Refused, "bin")));
        return headers;
    }

    /// <summary>Hands a report in and notes its receipt.</summary>
    internal async Task<SubmitReportResponse> SubmitAsync(SubmitReportRequest? report = null)
    {
        var receipt = await intake.SubmitReportAsync(report ?? sent.Report(), Headers());
        sent.AddReceipt(receipt.Number, receipt.AccessCode);
        return receipt;
    }

    /// <summary>A report with all that may follow it, up to where it is taken back.</summary>
    internal async Task<SubmitReportResponse> FollowUpAsync()
    {
        var receipt = await SubmitAsync();
        await intake.CheckDraftAsync(new CheckDraftRequest { Draft = sent.Report() }, Headers());
        var unsigned = sent.Report();
        unsigned.Reporter = null;
        var tip = await SubmitAsync(unsigned);
        await intake.CompleteReportAsync(new CompleteReportRequest { RequestId = Requests.NewId(), Number = tip.Number, AccessCode = tip.AccessCode, Addition = sent.Report() }, Headers());
        await UploadAsync(receipt);
        await evidence.PreserveLinkAsync(
            new PreserveLinkRequest
            {
                RequestId = Requests.NewId(),
                Number = receipt.Number,
                AccessCode = receipt.AccessCode,
                Address = $"https://contoh.invalid/{sent.Word(sent.Reporter, "address")}",
                SeenOn = "2024-09-21",
                Description = sent.Word(sent.Reporter, "link_description"),
                Sha256 = ByteString.CopyFrom(new byte[32]),
            },
            Headers());
        await evidence.ListOwnEvidenceAsync(new ListOwnEvidenceRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });
        await ownData.CorrectOwnDataAsync(new CorrectOwnDataRequest { RequestId = Requests.NewId(), Number = receipt.Number, AccessCode = receipt.AccessCode, Reporter = sent.Report().Reporter });
        await ownData.RequestOwnDataAsync(new RequestOwnDataRequest { RequestId = Requests.NewId(), Number = receipt.Number, AccessCode = receipt.AccessCode, Right = DataSubjectRight.Access, Text = sent.Word(sent.Reporter, "data_request") });
        await ownData.GetOwnDataAsync(new GetOwnDataRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });
        await intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode }, Headers());
        await new ReceiptService.ReceiptServiceClient(suite.Channel).PrintReportReceiptAsync(new PrintReportReceiptRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });
        return receipt;
    }

    /// <summary>Answers the office.</summary>
    internal async Task AnswerAsync(SubmitReportResponse receipt) =>
        await intake.SendMessageAsync(new SendMessageRequest { RequestId = Requests.NewId(), Number = receipt.Number, AccessCode = receipt.AccessCode, Text = sent.Word(sent.Reporter, "message") }, Headers());

    /// <summary>Takes a report back.</summary>
    internal async Task WithdrawAsync(SubmitReportResponse receipt) =>
        await intake.WithdrawReportAsync(new WithdrawReportRequest { RequestId = Requests.NewId(), Number = receipt.Number, AccessCode = receipt.AccessCode, Reason = sent.Word(sent.Reporter, "withdrawal") }, Headers());

    /// <summary>Hands a picture in, whose name, metadata and content tell something.</summary>
    private async Task UploadAsync(SubmitReportResponse receipt)
    {
        foreach (var (file, extension) in new[] { (Jpeg.With(sent.Word(sent.Reporter, "jpeg")), "jpg"), (Encoding.UTF8.GetBytes(sent.Word(sent.Reporter, "content")), "txt") })
        {
            var hash = ByteString.CopyFrom(SHA256.HashData(file));
            var begun = await evidence.BeginUploadAsync(
                new BeginUploadRequest
                {
                    RequestId = Requests.NewId(),
                    Number = receipt.Number,
                    AccessCode = receipt.AccessCode,
                    SizeBytes = file.Length,
                    Sha256 = hash,
                    Name = $"{sent.Word(sent.Reporter, "file_name")}.{extension}",
                    Description = sent.Word(sent.Reporter, "file_description"),
                    KeepsMetadata = extension == "txt",
                },
                Headers());
            using (var call = evidence.UploadChunks(Headers()))
            {
                await call.RequestStream.WriteAsync(new UploadChunksRequest { Target = new UploadTarget { Number = receipt.Number, AccessCode = receipt.AccessCode, UploadId = begun.UploadId } });
                await call.RequestStream.WriteAsync(new UploadChunksRequest { Chunk = new UploadChunk { Data = ByteString.CopyFrom(file) } });
                await call.RequestStream.CompleteAsync();
                await call;
            }

            await evidence.FinishUploadAsync(new FinishUploadRequest { Number = receipt.Number, AccessCode = receipt.AccessCode, UploadId = begun.UploadId, Sha256 = hash });
        }
    }
}
