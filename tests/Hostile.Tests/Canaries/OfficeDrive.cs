using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Hostile.Tests.Standing;
using Netralitas.Suite.Tests;

namespace Netralitas.Hostile.Tests.Canaries;

/// <summary>What offices write of reports and of those who sign, through the gateway.</summary>
internal sealed class OfficeDrive(StandingSuite suite, Sent sent)
{
    private const string Region = "35.75";

    private static readonly string[] Requirements = ["reporter_identity", "respondent", "reported_in_time", "time_of_act", "place_of_act", "account", "evidence"];

    private readonly ReviewService.ReviewServiceClient review = new(suite.Channel);
    private readonly OfficeIntakeService.OfficeIntakeServiceClient officeIntake = new(suite.Channel);

    /// <summary>Metadata of an officer, whose token is noted.</summary>
    internal Metadata Officer(string role = "officer", string person = "uji")
    {
        var headers = suite.As($"bawaslu:{Region}", role, person);
        sent.Add("tokens", headers.GetValue("authorization")!.Split('.')[^1]);
        return headers;
    }

    /// <summary>Reports that an office takes in: of somebody who came, its own finding, a supervisor's note.</summary>
    internal async Task TakeInAsync()
    {
        var walkIn = await officeIntake.EnterReportAsync(new EnterReportRequest { RequestId = Requests.NewId(), Report = sent.Report() }, Officer());
        sent.AddReceipt(walkIn.Number, walkIn.AccessCode);
        var finding = await officeIntake.RecordFindingAsync(new RecordFindingRequest { RequestId = Requests.NewId(), Finding = sent.Report() }, Officer());
        sent.AddReceipt(finding.Number, finding.AccessCode);
        var note = await officeIntake.RecordSupervisionAsync(new RecordSupervisionRequest { RequestId = Requests.NewId(), Note = sent.Report() }, Officer());
        sent.AddReceipt(note.Number, note.AccessCode);
    }

    /// <summary>Examines a report, asks its reporter, and has the identity opened.</summary>
    internal async Task ExamineAsync(SubmitReportResponse receipt, Func<Task> answer)
    {
        var version = (await review.GetCaseAsync(new GetCaseRequest { Number = receipt.Number }, Officer())).State.Version;
        version = (await review.ClaimCaseAsync(new ClaimCaseRequest { RequestId = Requests.NewId(), Number = receipt.Number, ExpectedVersion = version }, Officer())).State.Version;
        await review.AskReporterAsync(new AskReporterRequest { RequestId = Requests.NewId(), Number = receipt.Number, ExpectedVersion = version, Question = sent.Word(sent.Officer, "question") }, Officer());
        await answer();
        version = (await review.GetCaseAsync(new GetCaseRequest { Number = receipt.Number }, Officer())).State.Version;
        await review.ReplyToReporterAsync(new ReplyToReporterRequest { RequestId = Requests.NewId(), Number = receipt.Number, ExpectedVersion = version, Text = sent.Word(sent.Officer, "reply") }, Officer());
        version = (await review.GetCaseAsync(new GetCaseRequest { Number = receipt.Number }, Officer())).State.Version;
        await review.ReviewReportAsync(
            new ReviewReportRequest
            {
                RequestId = Requests.NewId(),
                Number = receipt.Number,
                ExpectedVersion = version,
                Outcomes = { Requirements.Select(key => new RequirementOutcome { Key = key, IsMet = key != "evidence", Note = sent.Word(sent.Officer, key) }) },
            },
            Officer());
        version = (await review.GetCaseAsync(new GetCaseRequest { Number = receipt.Number }, Officer())).State.Version;
        await review.RequestCompletionAsync(new RequestCompletionRequest { RequestId = Requests.NewId(), Number = receipt.Number, ExpectedVersion = version, Message = sent.Word(sent.Officer, "completion") }, Officer());
        await OpenIdentityAsync(receipt);
        // What somebody searches for is the name of a person, more often than not.
        await new WorkListService.WorkListServiceClient(suite.Channel).ListCasesAsync(new ListCasesRequest { Filter = new CaseFilter { Respondent = sent.Word(sent.Refused, "respondent"), Text = sent.Word(sent.Refused, "text") } }, Officer());
    }

    /// <summary>Declares, and has people sign: one by one, by a list with its sheet, by a file, and as a roster.</summary>
    internal async Task PledgeAsync()
    {
        var text = await new PledgeTextService.PledgeTextServiceClient(suite.Channel).PublishPledgeTextAsync(Requests.PledgeText(), Officer());
        var declaration = await new DeclarationService.DeclarationServiceClient(suite.Channel).OpenDeclarationAsync(Requests.Declaration(Region, text.PledgeTextId), Officer());
        var signatures = new SignatureService.SignatureServiceClient(suite.Channel);
        var signed = await signatures.RecordSignaturesAsync(Requests.Signatures(declaration.DeclarationId, Signer(), Signer()), Officer());
        sent.Add("secrets of receipts", Convert.ToHexStringLower(signed.Receipts[0].Secret.Span));
        await signatures.RecordSigningRefusalAsync(
            new RecordSigningRefusalRequest { RequestId = Requests.NewId(), DeclarationId = declaration.DeclarationId, Name = sent.Word(sent.Listed, "refuser"), Number = sent.Nip(), Reason = "CONTOH" }, Officer());
        await signatures.RecordSignatureFileAsync(
            new RecordSignatureFileRequest { RequestId = Requests.NewId(), DeclarationId = declaration.DeclarationId, Format = SignatureFileFormat.Csv, Content = ByteString.CopyFromUtf8($"nip,nama,jabatan,unit kerja\n{sent.Nip()},{sent.Word(sent.Name, "file")},Staf,Unit\nbukan-nip,{sent.Word(sent.Listed, "bad_row")},Staf,Unit\n") }, Officer());
        await UploadRosterAsync();
    }

    private async Task OpenIdentityAsync(SubmitReportResponse receipt)
    {
        var custody = new CustodyService.CustodyServiceClient(suite.Channel);
        var opening = await custody.RequestIdentityOpeningAsync(
            new RequestIdentityOpeningRequest { RequestId = Requests.NewId(), Number = receipt.Number, Ground = IdentityOpeningGround.Clarification, Reason = sent.Word(sent.Officer, "opening") }, Officer("custodian", "satu"));
        await custody.ApproveIdentityOpeningAsync(new ApproveIdentityOpeningRequest { RequestId = Requests.NewId(), OpeningId = opening.OpeningId }, Officer("custodian", "dua"));
        Assert.StartsWith(sent.Reporter.Text, (await custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = opening.OpeningId }, Officer("custodian", "satu"))).Reporter.Name, StringComparison.Ordinal);
    }

    private Signature Signer() => new() { SignerName = sent.Word(sent.Name, "signer"), SignerNumber = sent.Nip(), Position = "Staf", Agency = "Unit uji" };

    private async Task UploadRosterAsync()
    {
        var file = Encoding.UTF8.GetBytes($"nip,nama,kategori,jabatan,unit kerja\n{sent.Nip()},{sent.Word(sent.Listed, "roster")},PNS,Staf,Unit\n123,{sent.Word(sent.Listed, "roster_bad")},PNS,Staf,Unit\n{sent.Nip()},{sent.Word(sent.Listed, "roster_bad_category")},entah,Staf,Unit\n");
        var upload = Requests.NewId();
        using var call = new RosterService.RosterServiceClient(suite.Channel).UploadRoster(Officer());
        await call.RequestStream.WriteAsync(new UploadRosterRequest { File = new RosterFile { UploadId = upload, RegionCode = Region, Format = RosterFormat.Csv, TotalBytes = file.Length } });
        await call.RequestStream.WriteAsync(new UploadRosterRequest { Chunk = ByteString.CopyFrom(file) });
        await call.RequestStream.CompleteAsync();
        await call;
        await new RosterService.RosterServiceClient(suite.Channel).ListRosterFaultsAsync(new ListRosterFaultsRequest { UploadId = upload }, Officer());
    }
}
