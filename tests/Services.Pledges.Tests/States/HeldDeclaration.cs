using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.States;

/// <summary>A declaration with a text of its own, and its organiser.</summary>
internal sealed record HeldDeclaration(PledgesProcess Replica, string Id, string TextId, string Region)
{
    /// <summary>The state_version that its organiser saw last, where a test keeps it.</summary>
    internal int Version { get; init; }

    internal Metadata Organiser => TestIssuer.As($"bawaslu:{Region}");

    internal static string NewId() => Guid.NewGuid().ToString();

    internal static async Task<HeldDeclaration> OpenedAsync(PledgesProcess replica, string region = "75.71", string? textId = null)
    {
        textId ??= await TextAsync(replica, region);
        var opened = await replica.Declarations.OpenDeclarationAsync(Form(region, textId), TestIssuer.As($"bawaslu:{region}"));
        return new HeldDeclaration(replica, opened.DeclarationId, textId, region);
    }

    internal static async Task<HeldDeclaration> PlannedAsync(PledgesProcess replica, string region = "75.71")
    {
        var textId = await TextAsync(replica, region);
        var planned = await replica.Declarations.PlanDeclarationAsync(
            new PlanDeclarationRequest { RequestId = NewId(), Declaration = Form(region, textId) }, TestIssuer.As($"bawaslu:{region}"));
        return new HeldDeclaration(replica, planned.DeclarationId, textId, region);
    }

    internal static async Task<string> TextAsync(PledgesProcess replica, string region) => (await replica.Texts.PublishPledgeTextAsync(
        new PublishPledgeTextRequest
        {
            RequestId = NewId(),
            Kind = PledgeTextKind.Ikrar,
            Title = "Ikrar uji",
            Points = { new Wire.PledgePoint { Number = 1, Wording = "Menjaga netralitas.", Subjects = { SubjectTag.Prinsip } } },
        }, TestIssuer.As($"bawaslu:{region}"))).PledgeTextId;

    internal static OpenDeclarationRequest Form(string region, string textId) => new()
    {
        RequestId = NewId(),
        Title = "Deklarasi uji",
        RegionCode = region,
        Venue = "Aula uji",
        HeldOn = "2024-09-21",
        Mode = DeclarationMode.Luring,
        Activities = { Activity.Ikrar },
        Organiser = new Organiser { Name = "Penyelenggara uji", Kind = OrganiserKind.Bawaslu },
        PledgeTextId = textId,
    };

    /// <summary>A signer by a synthetic NIP: born in 1900, serial 999; the day of birth tells them apart.</summary>
    internal static Wire.Signature Signer(int n) => new() { SignerName = $"Penanda uji {n}", SignerNumber = Nip(n), Position = "Staf", Agency = "Unit uji" };

    internal static string Nip(int n) => $"{new DateOnly(1900, 1, 1).AddDays(n % 17_000):yyyyMMdd}1968011{999 - (n / 17_000):000}";

    internal async Task<GetDeclarationResponse> GetAsync() => await Replica.Declarations.GetDeclarationAsync(new GetDeclarationRequest { DeclarationId = Id }, Organiser);

    internal async Task<int> VersionAsync() => (await GetAsync()).State.StateVersion;

    internal async Task<RecordSignaturesResponse> SignAsync(params IEnumerable<Wire.Signature> signatures) =>
        await Replica.Signatures.RecordSignaturesAsync(new RecordSignaturesRequest { RequestId = NewId(), DeclarationId = Id, Signatures = { signatures } }, Organiser);

    internal async Task<DeclarationState> StartAsync() =>
        (await Replica.Declarations.StartDeclarationAsync(new StartDeclarationRequest { RequestId = NewId(), DeclarationId = Id, ExpectedStateVersion = await VersionAsync() }, Organiser)).State;

    internal async Task<DeclarationState> CloseAsync() =>
        (await Replica.Declarations.CloseDeclarationAsync(new CloseDeclarationRequest { RequestId = NewId(), DeclarationId = Id, ExpectedStateVersion = await VersionAsync() }, Organiser)).State;

    internal async Task<DeclarationState> SealAsync() =>
        (await Replica.Declarations.SealDeclarationAsync(new SealDeclarationRequest { RequestId = NewId(), DeclarationId = Id, ExpectedStateVersion = await VersionAsync() }, Organiser)).State;
}
