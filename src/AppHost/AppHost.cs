// The whole suite on one page: what runs, what each part is given, and who waits for whom.

using Netralitas.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

var postgres = builder.AddPostgres("postgres", password: builder.AddGeneratedSecret("postgres-password")).WithDataVolume("netralitas-postgres");
var messageBus = builder.AddRabbitMQ("message-bus", password: builder.AddGeneratedSecret("message-bus-password")).WithDataVolume("netralitas-message-bus");

// Each service has a database of its own, and a role that owns nothing in it. Only migrations holds the owner's connections.
var pledgesDb = postgres.AddServiceDatabase("pledges");
var reportsDb = postgres.AddServiceDatabase("reports");
var notificationsDb = postgres.AddServiceDatabase("notifications");

// Intake of reports has a role of its own, which adds and reads nothing of a report but its reporter's.
var intakeDb = postgres.AddPart(reportsDb, "intake");

// Operators come in by a role of their own, from a shell: see docs/operations.md.
var operationsPassword = builder.AddGeneratedSecret("operations-db-password");
postgres.WithOperations(operationsPassword, pledgesDb, reportsDb, notificationsDb);

// Names and numbers of civil servants are sealed under keys that no database has; migrations seals what was recorded in clear.
var personalDataKey = builder.AddGeneratedSecret("pledges-personal-data-key-1");
var personalDataIndexKey = builder.AddGeneratedSecret("pledges-personal-data-index-key");

// By this the pledges service knows that the reports service asks it, and nobody else.
var serviceSecret = builder.AddGeneratedSecret("service-secret");

var migrations = builder.AddProject<Projects.Migrations>("migrations")
    .WithOwnerOf(pledgesDb)
    .WithOwnerOf(reportsDb)
    .WithOwnerOf(notificationsDb)
    .WithRoleOf(intakeDb)
    .WithEnvironment("Roles__operations__Password", operationsPassword)
    .WithEnvironment("Pledges__PersonalData__Keys__1", personalDataKey)
    .WithEnvironment("Pledges__PersonalData__IndexKey", personalDataIndexKey);

var issuer = builder.AddTrustedIssuer();

var pledges = builder.AddProject<Projects.Services_Pledges>("pledges")
    .WithReference(pledgesDb.ServiceConnection)
    .WithReference(messageBus)
    .WithTrustIn(issuer)
    .WithLog(builder.AddLog("pledge-log", "/log/pledges"))
    .WithEnvironment("Access__ServiceSecret", serviceSecret)
    .WithEnvironment("Pledges__PersonalData__Keys__1", personalDataKey)
    .WithEnvironment("Pledges__PersonalData__IndexKey", personalDataIndexKey)
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WaitForCompletion(migrations)
    .WaitFor(messageBus);

// One program as two resources. What anyone sends is taken in by who cannot read it: public keys only, no broker, a role that adds.
var codesKey = builder.AddGeneratedSecret("report-codes-key-1");
var receiptLog = builder.AddLog("receipt-log", "/log/receipts");
var evidence = builder.AddReportEvidence();
var reportKeys = builder.AddReportKeys();
var intake = builder.AddProject<Projects.Services_Reports>("intake")
    .WithReference(intakeDb.Connection)
    .WithTrustIn(issuer)
    .WithEnvironment("Reports__Part", "intake")
    .WithEnvironment("Reports__Codes__Keys__1", codesKey)
    .WithLog(receiptLog)
    .WithSpool("report", "1")
    .WithEvidence(evidence)
    .WithPublicKeys(reportKeys)
    // Beside those that appsettings.json gives the program.
    .WithEndpoint("grpc", endpoint => endpoint.Port = 5213)
    .WithEndpoint("http", endpoint => endpoint.Port = 5214)
    .WithReplicas(2)
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WaitForCompletion(migrations);

var review = builder.AddProject<Projects.Services_Reports>("review")
    .WithReference(reportsDb.ServiceConnection)
    .WithReference(messageBus)
    // What respondents pledged. Cases open without it.
    .WithReference(pledges)
    .WithTrustIn(issuer)
    .WithEnvironment("Reports__Part", "review")
    .WithEnvironment("Access__ServiceSecret", serviceSecret)
    .WithEnvironment("Reports__Codes__Keys__1", codesKey)
    .WithEnvironment("Reports__Names__Keys__1", builder.AddGeneratedSecret("report-names-key-1"))
    .WithLog(receiptLog)
    .WithSpool("review", "review-1")
    .WithEvidence(evidence)
    .WithPublicKeys(reportKeys)
    .WithPrivateKeys(reportKeys)
    .WithAudit()
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WaitForCompletion(migrations)
    .WaitFor(messageBus);

var notifications = builder.AddProject<Projects.Services_Notifications>("notifications")
    .WithReference(notificationsDb.ServiceConnection)
    .WithReference(messageBus)
    .WithTrustIn(issuer)
    .WithEnvironment("Notifications__Webhooks__Keys__1", builder.AddGeneratedSecret("webhook-key-1"))
    // Three seconds while somebody develops; the default wherever reporters depend on it.
    .WithEnvironment("Notifications__Windows__Minutes", builder.ExecutionContext.IsRunMode ? "0.05" : "10")
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WaitForCompletion(migrations)
    .WaitFor(messageBus);

builder.AddProject<Projects.Gateway>("gateway")
    .WithReference(pledges)
    .WithReference(intake)
    .WithReference(review)
    .WithReference(notifications)
    .WithTrustIn(issuer)
    // Only this one: probes stay inside, and a publisher takes no second external endpoint.
    .WithEndpoint("grpc", endpoint => endpoint.IsExternal = true)
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WaitFor(pledges)
    .WaitFor(intake)
    .WaitFor(review)
    .WaitFor(notifications);

builder.Build().Run();
