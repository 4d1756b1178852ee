using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Declarations;

/// <summary>Events are copied into queues, error queues and logs: those of a declaration, its parent and its people carry nobody, also not by a post that one person holds.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class EventsTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task No_event_of_a_parent_its_session_or_who_signed_there_names_anybody_or_a_post()
    {
        var word = $"xq{Guid.NewGuid():N}";
        var text = await HeldDeclaration.TextAsync(Replica, "75");
        var parent = await OpenAsync("75", text, word, parent: "");
        var session = await OpenAsync("75.71", text, word, parent.Id);
        await session.SignAsync(new Wire.Signature { SignerName = $"Nama {word}", Position = $"Camat {word}", Agency = $"Kecamatan {word}" }, HeldDeclaration.Signer(1));
        await session.CloseAsync();
        await session.SealAsync();

        var told = await service.Backing.ScalarAsync<long>(
            "select count(*) from (select body from messaging.outbox union all select body from messaging.outbox_sent) e where convert_from(body, 'UTF8') like '%' || $1 || '%' or convert_from(body, 'UTF8') like '%' || $2 || '%'",
            parent.Id, session.Id);
        var naming = await service.Backing.ScalarAsync<long>(
            "select count(*) from (select body from messaging.outbox union all select body from messaging.outbox_sent) e where convert_from(body, 'UTF8') like '%' || $1 || '%'", word);

        Assert.True(told >= 3, $"{told} events");
        Assert.Equal(0L, naming);
    }

    private async Task<HeldDeclaration> OpenAsync(string region, string text, string word, string parent)
    {
        var form = HeldDeclaration.Form(region, text);
        (form.ParentDeclarationId, form.Venue, form.Organiser.Name) = (parent, $"Aula {word}", $"Penyelenggara {word}");
        form.Participants.Add(new Wire.Participant { Role = ParticipantRole.Opener, Name = $"Pembuka {word}", Position = $"Gubernur {word}", Agency = $"Provinsi {word}" });
        form.Participants.Add(new Wire.Participant { Role = ParticipantRole.Attendee, Position = $"Bupati {word}", People = 1 });
        var opened = await Replica.Declarations.OpenDeclarationAsync(form, TestIssuer.As("bawaslu:75"));
        return new HeldDeclaration(Replica, opened.DeclarationId, text, region);
    }
}
