using Netralitas.Contracts;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges;
using Netralitas.Services.Pledges.Coverage;
using Netralitas.Services.Pledges.Invitations;
using Netralitas.Services.Pledges.Offline;
using Netralitas.Services.Pledges.OwnSigning;
using Netralitas.Services.Pledges.Papers;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Rolls;
using Netralitas.Services.Pledges.Rosters;
using Netralitas.Services.Pledges.Storage;
using Netralitas.Services.Pledges.Texts;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("pledges");
builder.Services.AddGrpcDefaults();
builder.AddDatabaseWithOutbox<PledgesDb>("pledges-db", typeof(DeclarationHeld).Assembly);
builder.AddTransparencyLog(SignatureSql.Logged, RollSql.Logged);
builder.AddPersonalData();
builder.AddRosters();
builder.AddCoverage();
builder.Services.AddScoped<RollProofs>();
builder.AddPapers();
builder.AddOwnSigning();
builder.AddInvitations();
builder.AddOfflineSessions();
builder.Services.AddHostedService<ShippedTextsAtStart>();
builder.AddBus("message-bus",
    published:
    [
        new Subscription(typeof(DeclarationHeld), Queues.NotificationsDeclarationHeld),
        new Subscription(typeof(PledgeSigned), Queues.NotificationsPledgeSigned),
        new Subscription(typeof(PledgesRecorded), Queues.NotificationsPledgesRecorded),
        new Subscription(typeof(PledgeInvitationsIssued), Queues.NotificationsPledgeInvitationsIssued),
    ]);

var app = builder.Build();
// A missing secret is found before the first signature.
app.Services.GetRequiredService<PersonalData>();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapPledgeServices();
app.MapTransparencyLog("/log/pledges");
app.Run();
