using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.DataClocks;

namespace Netralitas.Services.Reports.Breaches;

internal sealed partial class BreachEndpoint
{
    /// <summary>A breach with its clocks and notices, of the caller's region. Reads only.</summary>
    /// <exception cref="RefusalException">BREACH_UNKNOWN.</exception>
    [Authorize(Roles = Roles.BreachReaders)]
    public override async Task<GetBreachResponse> GetBreach(GetBreachRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var (office, breach) = (Caller.Of(context).Office, await FindAsync(request.BreachId, cancel));
        if (office.Kind != Office.CentralBawaslu.Kind || !office.Covers(breach.RegionCode))
        {
            throw BreachRefusals.BreachUnknown();
        }

        var running = await db.DataClocks.AsNoTracking().Where(c => c.OwnerId == breach.Id).ToListAsync(cancel);
        var notices = await db.BreachNotices.AsNoTracking().Where(n => n.BreachId == breach.Id).OrderBy(n => n.Number).ToListAsync(cancel);
        return new GetBreachResponse
        {
            Breach = WireOf(breach, await db.BreachReports.CountAsync(r => r.BreachId == breach.Id, cancel)),
            Clocks = { running.OrderBy(each => AudienceOf(each.Subject)).Select(WireOf) },
            Notices = { notices.Select(WireOf) },
        };
    }

    private static Breach WireOf(DataBreach breach, int reports) => new()
    {
        BreachId = breach.Id.ToString(),
        KnownAt = breach.KnownAt.ToTimestamp(),
        Happened = breach.Happened,
        DataCategories = { breach.DataCategories },
        PersonCategories = { breach.PersonCategories },
        Persons = breach.Persons,
        Measures = breach.Measures,
        RegionCode = breach.RegionCode,
        Reports = reports,
        RecordedBy = breach.RecordedBy,
        RecordedAt = breach.RecordedAt.ToTimestamp(),
    };

    private BreachClock WireOf(DataClock each) => new()
    {
        Audience = AudienceOf(each.Subject),
        Sentence = DataClockBook.Sentence(each),
        EndsAt = each.EndsAt.ToTimestamp(),
        StoppedAt = each.StoppedAt?.ToTimestamp(),
        IsLate = each.IsLate(clock.GetUtcNow()),
        RuleId = each.RuleId,
        RuleVersion = each.RuleVersion,
    };

    private static BreachNotice WireOf(DataBreachNotice notice) => new()
    {
        Notice = notice.Number,
        Audience = notice.Audience,
        NotifiedAt = notice.NotifiedAt.ToTimestamp(),
        Way = notice.Way,
        DocumentNumber = notice.DocumentNumber,
        Persons = notice.Persons,
        Text = notice.Text,
        RecordedBy = notice.RecordedBy,
    };
}
