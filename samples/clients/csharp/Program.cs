// Submits a report, hands in a file as evidence in pieces, and follows the report, by gRPC with nothing but the protos.
// Usage: dotnet run --project samples/clients/csharp -- "what happened" [FILE] [GATEWAY]
using Grpc.Core;
using Grpc.Net.Client;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ReportClient;

if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: ReportClient \"what happened\" [FILE] [GATEWAY]");
    return 2;
}

using var channel = GrpcChannel.ForAddress(args.Length > 2 ? args[2] : "http://localhost:5100");
try
{
    var intake = new IntakeService.IntakeServiceClient(channel);
    // The id is made once: the same id again, for example after a time-out, gets the same number and code.
    var receipt = await intake.SubmitReportAsync(new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = args[0] }, deadline: DateTime.UtcNow.AddSeconds(10));
    Console.WriteLine($"Nomor laporan : {receipt.Number}\nKode akses    : {receipt.AccessCode}");
    if (args.Length > 1 && args[1].Length > 0)
    {
        var evidence = await Upload.SendAsync(channel, receipt, args[1]);
        Console.WriteLine($"Bukti         : nomor {evidence.Evidence}, {evidence.SizeBytes} bita, SHA-256 {Convert.ToHexStringLower(evidence.Sha256.Span)}");
    }

    var status = await intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode }, deadline: DateTime.UtcNow.AddSeconds(10));
    Console.WriteLine($"Jenis         : {status.KindText}\nStatus        : {status.StatusText}\nBerikutnya    : {status.NextStep}");
    return 0;
}
catch (RpcException refused)
{
    Console.Error.WriteLine($"{refused.StatusCode}: {refused.Status.Detail}");
    return 1;
}
