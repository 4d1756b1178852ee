using Netralitas.Migrations;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;
using Netralitas.Services.Reports.Receipts;
using Netralitas.Services.Reports.Storage;

var builder = Host.CreateApplicationBuilder(args);
builder.AddWorkerDefaults();
builder.AddPersonalData();
builder.AddServiceDatabase<PledgesDb>("pledges", new TableRights
    {
        AppendOnly =
        [
            "pledge_texts", "signatures", "roll_corrections", "attested_lists", "pledge_facts", "rolls", "roll_lines", "roll_tiles",
            "offline_merges", "offline_rows",
            "prevention_rules", "prevention_activities", "prevention_evidence", "prevention_teams", "prevention_holders", "coverage_milestones", "election_revisions",
        ],
        HasLog = true,
    },
    async (db, services, cancel) =>
    {
        await EarlierNumbers.SealAsync(db, services.GetRequiredService<PersonalData>(), cancel);
        await EarlierRecords.SealAsync(db, services.GetRequiredService<PersonalData>(), cancel);
    });
builder.AddServiceDatabase<ReportsDb>("reports", new TableRights
{
    AppendOnly =
    [
        "reports", "additions", "official_numbers", "unknown_reports", "case_events", "case_clocks", "registrations", "follow_ups", "law_revisions",
        "evidence_items", "evidence_file_keys", "custody_entries",
        "identity_openings", "identity_opening_approvals", "identity_opening_readings",
        "audit_entries", "audit_head_lists",
        "case_holds", "case_hold_lifts", "case_erasures", "case_erasure_ends", "subject_requests", "subject_request_answers",
        "data_breaches", "data_breach_reports", "data_breach_notices",
        "anonymous_decisions",
    ],
    ReadOnly = ["audit_heads", "resealings"],
    PartRoles = [new PartRole("reports_intake", "intake-role.sql")],
    OperatorsRead = ["unknown_reports"],
    OperatorsAdd = ["recounts"],
    HasLog = true,
}, (db, _, cancel) => EarlierReceipts.AddAsync(db, TimeProvider.System, cancel));
builder.AddServiceDatabase<NotificationsDb>("notifications", new TableRights { AppendOnly = ["templates", "receipts"] });

using var host = builder.Build();
await host.StartAsync();
foreach (var database in host.Services.GetServices<ServiceDatabase>())
{
    await database.BringUpToDateAsync(CancellationToken.None);
}

await host.StopAsync();
