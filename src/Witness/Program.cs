using Netralitas.Witness;

if (args is ["create", ..])
{
    return CreateWitness.Run(args[1..], Console.Out, Console.Error);
}

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var options = builder.Configuration.GetSection("Witness").Get<WitnessOptions>() ?? new WitnessOptions();
if (!WitnessSetup.TryRead(options, out var witness, out var problems))
{
    Console.Error.WriteLine(string.Join('\n', problems));
    return 2;
}

using (witness)
{
    builder.WebHost.UseUrls(options.Listen);
    builder.WebHost.ConfigureKestrel(server =>
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = AddCheckpoint.MaxBodyBytes;
    });
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton(witness);
    builder.Services.AddSingleton<AddCheckpoint>();

    var app = builder.Build();
    app.MapPost("/add-checkpoint", app.Services.GetRequiredService<AddCheckpoint>().AnswerAsync);
    app.MapGet("/{originHash}/checkpoint", LatestCheckpoint.Of);
    app.Logger.Started(witness.Key.Verifier.ToString(), string.Join(", ", witness.ByOrigin.Keys));
    app.Run();
    return 0;
}
