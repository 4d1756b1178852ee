using Netralitas.Contracts;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Declarations;
using Netralitas.Services.Pledges.Erasure;
using Netralitas.Services.Pledges.Proofs;
using Netralitas.Services.Pledges.Signing;
using Netralitas.Services.Pledges.Storage;
using Netralitas.Services.Pledges.Texts;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("pledges");
builder.Services.AddGrpcDefaults();
builder.AddDatabaseWithOutbox<PledgesDb>("pledges-db", typeof(DeclarationHeld).Assembly);
builder.AddTransparencyLog(SignatureSql.Logged);
builder.AddBus("message-bus",
    published:
    [
        new Subscription(typeof(DeclarationHeld), Queues.NotificationsDeclarationHeld),
        new Subscription(typeof(PledgeSigned), Queues.NotificationsPledgeSigned),
    ]);

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapGrpcService<PledgeTextEndpoint>();
app.MapGrpcService<DeclarationEndpoint>();
app.MapGrpcService<SignatureEndpoint>();
app.MapGrpcService<ProofEndpoint>();
app.MapGrpcService<ErasureEndpoint>();
app.MapTransparencyLog("/log/pledges");
app.Run();
