using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.DataSubjects;

/// <summary>Respondents and others ask through an officer, on the record, and learn of no reporter: LAW-PDP-06.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class DataRequestTests(BackingServices backing) : IDisposable
{
    private const string Region = "62.11";

    private static readonly Metadata Officer = TestIssuer.As($"bawaslu:{Region}", "petugas");

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_respondents_request_is_sealed_listed_with_its_clock_and_holds_nothing_of_the_reporter()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");
        var word = $"pemohon{Guid.NewGuid():N}";
        var wish = Wish(report.Number, word);

        var recorded = await replica.DataRequests.RecordDataRequestAsync(wish, Officer);

        Assert.Equal(recorded, await replica.DataRequests.RecordDataRequestAsync(wish, Officer));
        Assert.Empty(await backing.TablesWithAsync(word));
        var found = await replica.DataRequests.GetDataRequestAsync(new GetDataRequestRequest { DataRequestId = recorded.DataRequestId }, TestIssuer.As("bawaslu:62"));
        Assert.Equal(($"CONTOH {word}", DataRequester.Respondent, DataSubjectRight.Access, recorded.DueAt, false), (found.Applicant, found.Request.Requester, found.Request.Right, found.Request.DueAt, found.Request.IsLate));
        var listed = Assert.Single((await replica.DataRequests.ListDataRequestsAsync(new ListDataRequestsRequest(), Officer)).Requests, each => each.DataRequestId == recorded.DataRequestId);
        Assert.Equal((report.Number, "UU 27/2022 Pasal 30 dan 32"), (listed.Number, listed.Law));
        Assert.DoesNotContain("Pelapor uji", found.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(word, listed.ToString(), StringComparison.Ordinal);
        Assert.Empty((await replica.OwnData.GetOwnDataAsync(new GetOwnDataRequest { Number = report.Number, AccessCode = report.Receipt.AccessCode })).Requests);
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from reports.audit_entries where rpc like '%/RecordDataRequest' and act = 'change' and report_id = (select id from reports.reports where number = $1)", report.Number.Replace("-", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_due_is_warned_of_before_its_end_and_at_it_once_whichever_replica_dies()
    {
        RecordDataRequestResponse late;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "datawarn.before_commit"))
        {
            var wish = Wish("", "CONTOH");
            wish.ReceivedOn = DateTime.UtcNow.AddHours(7).AddDays(-4).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            try
            {
                late = await dying.DataRequests.RecordDataRequestAsync(wish, Officer);
            }
            catch (RpcException)
            {
                late = await RepeatAsync(wish);
            }

            await dying.SeeDeadAsync();
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        await Eventually.SeeAsync(() => WarningsAsync(late, "sent_at is not null"), sent => sent == 1);
        Assert.Equal(0L, await WarningsAsync(late, "sent_at is null"));
        Assert.Equal(1L, await backing.ScalarAsync<long>(
            "select count(*) from (select aggregate, type from messaging.outbox union all select aggregate, type from messaging.outbox_sent) e join reports.data_clocks c on c.id = e.aggregate where c.owner_id = $1 and e.type = $2",
            Guid.Parse(late.DataRequestId), typeof(DataDeadlineReached).FullName!));
        var answer = await next.DataRequests.AnswerDataRequestAsync(
            new AnswerDataRequestRequest { RequestId = ExaminedReport.NewId(), DataRequestId = late.DataRequestId, Outcome = DataRequestOutcome.Granted, Answer = "CONTOH", SentBy = "pos" }, Officer);
        Assert.True(answer.IsLate);

        async Task<RecordDataRequestResponse> RepeatAsync(RecordDataRequestRequest wish)
        {
            await using var again = await ReportsProcess.StartAsync(backing, spool.FullName, settings: [("Reports__Warnings__PollSeconds", "86400")]);
            return await again.DataRequests.RecordDataRequestAsync(wish, Officer);
        }
    }

    [Fact]
    public async Task Each_wrong_step_is_told_what_is_wrong()
    {
        var replica = await backing.ReplicaAsync();
        var wrong = new RecordDataRequestRequest { RequestId = ExaminedReport.NewId(), Requester = DataRequester.Reporter, ReceivedOn = "2999-01-01" };

        var refusal = await Refusal.OfAsync(replica.DataRequests.RecordDataRequestAsync(wrong, Officer));
        Assert.Equal(("DATA_REQUEST_INVALID", "requester,right,applicant,text,received_on"), (refusal.Reason, string.Join(',', refusal.Fields)));
        await Outcome.RefusedAsync(replica.DataRequests.RecordDataRequestAsync(Wish("000000000000", "CONTOH"), Officer), StatusCode.NotFound, "REPORT_UNKNOWN");
        Assert.Equal(StatusCode.PermissionDenied, await Outcome.OfAsync(replica.DataRequests.RecordDataRequestAsync(Wish("", "CONTOH"), TestIssuer.As($"ppk:{Region}", role: "agency"))));
        var id = (await replica.DataRequests.RecordDataRequestAsync(Wish("", "CONTOH"), Officer)).DataRequestId;
        var answer = new AnswerDataRequestRequest { RequestId = ExaminedReport.NewId(), DataRequestId = id, Outcome = DataRequestOutcome.Refused };
        var faults = await Refusal.OfAsync(replica.DataRequests.AnswerDataRequestAsync(answer, Officer));
        Assert.Equal(("DATA_REQUEST_INVALID", "answer,legal_basis,sent_by"), (faults.Reason, string.Join(',', faults.Fields)));
        (answer.Answer, answer.LegalBasis, answer.SentBy) = ("CONTOH", "UU CONTOH", "pos");
        await Outcome.RefusedAsync(replica.DataRequests.AnswerDataRequestAsync(answer, TestIssuer.As("bawaslu:35.75")), StatusCode.NotFound, "DATA_REQUEST_UNKNOWN");
        var each = Enumerable.Range(0, 4).Select(_ =>
        {
            var copy = answer.Clone();
            copy.RequestId = ExaminedReport.NewId();
            return Outcome.OfAsync(replica.DataRequests.AnswerDataRequestAsync(copy, Officer));
        });
        Assert.Equal(1, (await Task.WhenAll(each)).Count(code => code == StatusCode.OK));
    }

    private static RecordDataRequestRequest Wish(string number, string word) => new()
    {
        RequestId = ExaminedReport.NewId(),
        Requester = DataRequester.Respondent,
        Right = DataSubjectRight.Access,
        Number = number,
        Applicant = $"CONTOH {word}",
        Text = $"CONTOH minta salinan {word}",
    };

    private Task<long> WarningsAsync(RecordDataRequestResponse request, string where) => backing.ScalarAsync<long>(
        $"select count(*) from reports.data_clock_warnings w join reports.data_clocks c on c.id = w.clock_id where c.owner_id = $1 and {where}", Guid.Parse(request.DataRequestId));
}
