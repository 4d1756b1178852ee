using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>A report at a replica, and the officer who works on it: each call sends the version that the last answer told.</summary>
internal sealed class ExaminedReport
{
    private readonly ReportsProcess replica;
    private readonly Metadata officer;

    private ExaminedReport(ReportsProcess replica, SubmitReportResponse receipt, string office)
    {
        this.replica = replica;
        Receipt = receipt;
        officer = TestIssuer.As(office);
    }

    internal SubmitReportResponse Receipt { get; }

    internal CaseState State { get; private set; } = new() { Version = 1 };

    internal string Number => Receipt.Number;

    /// <summary>A laporan with all that the requirements ask for, known today.</summary>
    internal static SubmitReportRequest Whole(string region, string contest = "Pilwali") => new()
    {
        RequestId = NewId(),
        Narrative = "CONTOH: seorang lurah membagikan unggahan calon.",
        RegionCode = region,
        Contest = contest,
        Place = "Lapangan",
        HappenedOn = "kemarin",
        KnownOn = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" },
        Respondents = { new Respondent { Name = "Terlapor uji" } },
        Evidence = { new Evidence { Description = "Tangkapan layar" } },
    };

    internal static async Task<ExaminedReport> SubmittedAsync(ReportsProcess replica, SubmitReportRequest report, string office) =>
        new(replica, await replica.Intake.SubmitReportAsync(report), office);

    /// <summary>A report that one process took in, as another one has it.</summary>
    internal static async Task<ExaminedReport> SubmittedAsync(ReportsProcess replica, ReportsProcess intake, SubmitReportRequest report, string office) =>
        new(replica, await intake.Intake.SubmitReportAsync(report), office);

    internal static async Task<ExaminedReport> ClaimedAsync(ReportsProcess replica, SubmitReportRequest report, string office)
    {
        var examined = await SubmittedAsync(replica, report, office);
        await examined.ClaimAsync();
        return examined;
    }

    /// <summary>The same report as another office has it.</summary>
    internal static async Task<ExaminedReport> OfOfficeAsync(ReportsProcess replica, ExaminedReport report, string office)
    {
        var theirs = new ExaminedReport(replica, report.Receipt, office);
        await theirs.GetAsync();
        return theirs;
    }

    internal async Task<CaseState> ClaimAsync() => State = (await replica.Review.ClaimCaseAsync(Claim(), officer)).State;

    internal ClaimCaseRequest Claim() => new() { RequestId = NewId(), Number = Number, ExpectedVersion = State.Version };

    internal RegisterReportRequest Registration() => new() { RequestId = NewId(), Number = Number, ExpectedVersion = State.Version };

    internal FixFindingRequest Fixing(string on, string document) =>
        new() { RequestId = NewId(), Number = Number, ExpectedVersion = State.Version, DecidedOn = on, DocumentNumber = document };

    internal DeclineRegistrationRequest Decline(DeclineGround ground, string reason = "CONTOH alasan.") =>
        new() { RequestId = NewId(), Number = Number, ExpectedVersion = State.Version, Ground = ground, Reason = reason };

    internal RequestCompletionRequest Completion(string message = "CONTOH: sebutkan tempat.") =>
        new() { RequestId = NewId(), Number = Number, ExpectedVersion = State.Version, Message = message };

    /// <summary>A checklist in which these requirements are not met, and all others are.</summary>
    internal ReviewReportRequest Checklist(params string[] notMet) => new()
    {
        RequestId = NewId(),
        Number = Number,
        ExpectedVersion = State.Version,
        Outcomes =
        {
            new[] { "reporter_identity", "respondent", "reported_in_time", "time_of_act", "place_of_act", "account", "evidence" }
                .Select(key => new RequirementOutcome { Key = key, IsMet = !notMet.Contains(key), Note = $"CONTOH catatan {key}" }),
        },
    };

    internal async Task<ReviewReportResponse> ReviewAsync(params string[] notMet)
    {
        var answer = await replica.Review.ReviewReportAsync(Checklist(notMet), officer);
        State = answer.State;
        return answer;
    }

    internal async Task<CaseState> RequestCompletionAsync() => State = (await replica.Review.RequestCompletionAsync(Completion(), officer)).State;

    internal async Task<CaseState> RegisterAsync() => State = (await replica.Review.RegisterReportAsync(Registration(), officer)).State;

    internal async Task<CaseState> DeclineAsync(DeclineGround ground) => State = (await replica.Review.DeclineRegistrationAsync(Decline(ground), officer)).State;

    internal async Task<GetCaseResponse> GetAsync()
    {
        var whole = await replica.Review.GetCaseAsync(new GetCaseRequest { Number = Number }, officer);
        State = whole.State;
        return whole;
    }

    internal async Task<TrackReportResponse> TrackAsync() =>
        await replica.Intake.TrackReportAsync(new TrackReportRequest { Number = Number, AccessCode = Receipt.AccessCode });

    internal ConfirmCompletionNoticeRequest Confirmation() => new() { RequestId = NewId(), Number = Number, AccessCode = Receipt.AccessCode };

    internal async Task<ConfirmCompletionNoticeResponse> ConfirmAsync()
    {
        var confirmed = await replica.Intake.ConfirmCompletionNoticeAsync(Confirmation());
        await GetAsync();
        return confirmed;
    }

    internal RecordServiceRequest Service(NoticeServiceMeans means, DateTimeOffset at, string document = "CONTOH tanda terima 7") => new()
    {
        RequestId = NewId(),
        Number = Number,
        ExpectedVersion = State.Version,
        Means = means,
        ServedAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(at),
        Document = document,
    };

    internal async Task<CompleteReportResponse> CompleteAsync(SubmitReportRequest addition) => await replica.Intake.CompleteReportAsync(
        new CompleteReportRequest { RequestId = NewId(), Number = Number, AccessCode = Receipt.AccessCode, Addition = addition });

    /// <summary>Registers what was submitted and claimed.</summary>
    internal async Task<CaseState> JudgeAndRegisterAsync()
    {
        await ReviewAsync();
        return await RegisterAsync();
    }

    /// <summary>Studies, qualifies and decides a registered case: of each respondent these codes, or no violation where there are none.</summary>
    internal async Task<CaseState> DecideAsync(params string[][] codes)
    {
        State = (await replica.Review.RecordStudyAsync(
            new RecordStudyRequest { RequestId = NewId(), Number = Number, ExpectedVersion = State.Version, Text = "CONTOH kajian", IsSubmitted = true }, officer)).State;
        State = (await replica.Review.QualifyCaseAsync(new QualifyCaseRequest
        {
            RequestId = NewId(),
            Number = Number,
            ExpectedVersion = State.Version,
            HappenedOn = "2024-10-01",
            Qualifications = { codes.SelectMany((each, n) => each.Select(code => new Qualification { Respondent = n + 1, Code = code })) },
        }, officer)).State;
        return State = (await replica.Review.DecideInPlenaryAsync(new DecideInPlenaryRequest
        {
            RequestId = NewId(),
            Number = Number,
            ExpectedVersion = State.Version,
            DecidedOn = "2024-10-06",
            Outcomes =
            {
                codes.Select((each, n) => new RespondentOutcome
                {
                    Respondent = n + 1,
                    Outcome = each.Length > 0 ? PlenaryOutcome.Violation : PlenaryOutcome.NoViolation,
                    Reason = "CONTOH alasan",
                }),
            },
        }, officer)).State;
    }

    internal SendMessageRequest Message(string text = "CONTOH pesan pelapor.", int question = 0) =>
        new() { RequestId = NewId(), Number = Number, AccessCode = Receipt.AccessCode, Text = text, Question = question };

    internal AskReporterRequest Question(string text = "CONTOH pertanyaan?") => new() { RequestId = NewId(), Number = Number, ExpectedVersion = State.Version, Question = text };

    internal ReplyToReporterRequest Reply(string text = "CONTOH jawaban kantor.") => new() { RequestId = NewId(), Number = Number, ExpectedVersion = State.Version, Text = text };

    internal WithdrawReportRequest Withdrawal() => new() { RequestId = NewId(), Number = Number, AccessCode = Receipt.AccessCode, Reason = "CONTOH" };

    internal static string NewId() => Guid.NewGuid().ToString();
}

/// <summary>What a call came to.</summary>
internal static class Outcome
{
    internal static async Task<StatusCode> OfAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    internal static async Task RefusedAsync<T>(AsyncUnaryCall<T> call, StatusCode code, string reason)
    {
        var refusal = await Refusal.OfAsync(call);
        Assert.Equal((code, reason), (refusal.Code, refusal.Reason));
    }
}
