using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Npgsql;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Texts;

/// <summary>A text is corrected until somebody uses it, and a pledge is the same in whatever language it is read.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class CorrectPledgeTextTests(PledgesService service)
{
    private static readonly Metadata Office = TestIssuer.As("bawaslu:75.71");

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task What_nobody_uses_is_corrected_and_what_is_used_never_changes()
    {
        var id = await HeldDeclaration.TextAsync(Replica, "75.71");
        var request = Correct(id, "Menjaga netralitas, tanpa salah ketik.");

        var corrected = (await Replica.Texts.CorrectPledgeTextAsync(request, Office)).PledgeText;
        var again = (await Replica.Texts.CorrectPledgeTextAsync(request, Office)).PledgeText;
        var foreign = await Refusal.OfAsync(Replica.Texts.CorrectPledgeTextAsync(Correct(id, "x"), TestIssuer.As("bawaslu:75")));
        var unknown = await Refusal.OfAsync(Replica.Texts.CorrectPledgeTextAsync(Correct(HeldDeclaration.NewId(), "x"), Office));
        var empty = Correct(id, " ");
        empty.Text.Title = "";
        var invalid = await Refusal.OfAsync(Replica.Texts.CorrectPledgeTextAsync(empty, Office));
        await HeldDeclaration.OpenedAsync(Replica, textId: id);
        var used = await Refusal.OfAsync(Replica.Texts.CorrectPledgeTextAsync(Correct(id, "Lain."), Office));
        var read = (await Replica.Texts.GetPledgeTextAsync(new GetPledgeTextRequest { PledgeTextId = id }, Office)).PledgeText;

        Assert.Equal(corrected, again);
        Assert.Equal(corrected, read);
        Assert.Equal(("Ikrar uji, dibetulkan", "Menjaga netralitas, tanpa salah ketik.", 1, "id"), (read.Title, Assert.Single(read.Points).Wording, read.Version, read.Language));
        Assert.Equal((StatusCode.PermissionDenied, "PLEDGE_TEXT_NOT_YOURS"), (foreign.Code, foreign.Reason));
        Assert.Equal("PLEDGE_TEXT_UNKNOWN", unknown.Reason);
        Assert.Equal(["text.title", "text.points[0].wording"], invalid.Fields);
        Assert.Equal((StatusCode.FailedPrecondition, "PLEDGE_TEXT_IN_USE"), (used.Code, used.Reason));
        Assert.Contains("tidak dapat diubah lagi", used.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_correction_and_a_declaration_at_once_nobody_signs_what_was_changed_behind_them()
    {
        foreach (var _ in Enumerable.Range(0, 5))
        {
            var id = await HeldDeclaration.TextAsync(Replica, "75.71");
            var declared = Replica.Declarations.OpenDeclarationAsync(HeldDeclaration.Form("75.71", id), Office).ResponseAsync;
            var refusal = await RefusalOfAsync(Replica.Texts.CorrectPledgeTextAsync(Correct(id, "Lain."), Office).ResponseAsync);
            await declared;
            var late = await Refusal.OfAsync(Replica.Texts.CorrectPledgeTextAsync(Correct(id, "Lain lagi."), Office));
            var wording = (await Replica.Texts.GetPledgeTextAsync(new GetPledgeTextRequest { PledgeTextId = id }, Office)).PledgeText.Points[0].Wording;

            Assert.Equal("PLEDGE_TEXT_IN_USE", late.Reason);
            Assert.Equal(refusal == "" ? "Lain." : "Menjaga netralitas.", wording);
            Assert.Contains(refusal, new[] { "", "PLEDGE_TEXT_IN_USE" });
        }
    }

    [Fact]
    public async Task A_translation_is_shown_to_who_asks_for_it_and_pledged_as_its_original()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var translation = (await Replica.Texts.PublishPledgeTextAsync(Translation(declaration.TextId, "jv"), Office)).PledgeTextId;
        var code = (await Replica.Signatures.GetSessionCodeAsync(new GetSessionCodeRequest { DeclarationId = declaration.Id }, declaration.Organiser)).Code;
        async Task<string> ShownAsync(string language) => (await Replica.Own.GetSessionAsync(
            new GetSessionRequest { DeclarationId = declaration.Id, SessionCode = code, Language = language }, TestIssuer.As("opd:75.71", "signatory"))).PledgeText.PledgeTextId;

        var named = await Refusal.OfAsync(Replica.Declarations.OpenDeclarationAsync(HeldDeclaration.Form("75.71", translation), Office));
        var noLanguage = Translation(declaration.TextId, "bahasa jawa");
        var invalid = await Refusal.OfAsync(Replica.Texts.PublishPledgeTextAsync(noLanguage, Office));

        Assert.Equal([declaration.TextId, translation, declaration.TextId, declaration.TextId], new[] { await ShownAsync(""), await ShownAsync("jv"), await ShownAsync("su"), await ShownAsync("id") });
        Assert.Equal((StatusCode.FailedPrecondition, "PLEDGE_TEXT_IS_TRANSLATION"), (named.Code, named.Reason));
        Assert.Equal(["language"], invalid.Fields);
    }

    [Fact]
    public async Task A_translation_is_corrected_until_a_declaration_names_its_original_and_never_afterwards()
    {
        var original = await HeldDeclaration.TextAsync(Replica, "75.71");
        var translation = (await Replica.Texts.PublishPledgeTextAsync(Translation(original, "jv"), Office)).PledgeTextId;
        var request = Correct(translation, "CONTOH terjemahan, dibetulkan.");
        var corrected = (await Replica.Texts.CorrectPledgeTextAsync(request, Office)).PledgeText;
        var declaration = await HeldDeclaration.OpenedAsync(Replica, textId: original);
        var named = await Refusal.OfAsync(Replica.Texts.CorrectPledgeTextAsync(Correct(translation, "Lain."), Office));
        await declaration.SignAsync(HeldDeclaration.Signer(1));
        var signed = await Refusal.OfAsync(Replica.Texts.CorrectPledgeTextAsync(Correct(translation, "Lain."), Office));
        var late = (await Replica.Texts.PublishPledgeTextAsync(Translation(original, "su"), Office)).PledgeTextId;
        var inUse = await Refusal.OfAsync(Replica.Texts.CorrectPledgeTextAsync(Correct(late, "Lain."), Office));

        Assert.Equal(("jv", "CONTOH terjemahan, dibetulkan."), (corrected.Language, Assert.Single(corrected.Points).Wording));
        Assert.All([named, signed, inUse], refusal => Assert.Equal((StatusCode.FailedPrecondition, "PLEDGE_TEXT_IN_USE"), (refusal.Code, refusal.Reason)));
        // What was answered before is answered again, and changes nothing.
        Assert.Equal(corrected, (await Replica.Texts.CorrectPledgeTextAsync(request, Office)).PledgeText);
        Assert.Equal(corrected, (await Replica.Texts.GetPledgeTextAsync(new GetPledgeTextRequest { PledgeTextId = translation }, Office)).PledgeText);
        Assert.False(await CorrectInDatabaseAsync(translation));
        Assert.False(await CorrectInDatabaseAsync(original));
    }

    [Fact]
    public async Task Of_a_corrected_translation_and_a_declaration_of_its_original_at_once_nobody_signs_what_was_changed_behind_them()
    {
        foreach (var _ in Enumerable.Range(0, 5))
        {
            var original = await HeldDeclaration.TextAsync(Replica, "75.71");
            var translation = (await Replica.Texts.PublishPledgeTextAsync(Translation(original, "jv"), Office)).PledgeTextId;
            var declared = Replica.Declarations.OpenDeclarationAsync(HeldDeclaration.Form("75.71", original), Office).ResponseAsync;
            var refusal = await RefusalOfAsync(Replica.Texts.CorrectPledgeTextAsync(Correct(translation, "Lain."), Office).ResponseAsync);
            await declared;
            var late = await Refusal.OfAsync(Replica.Texts.CorrectPledgeTextAsync(Correct(translation, "Lain lagi."), Office));
            var wording = (await Replica.Texts.GetPledgeTextAsync(new GetPledgeTextRequest { PledgeTextId = translation }, Office)).PledgeText.Points[0].Wording;

            Assert.Equal("PLEDGE_TEXT_IN_USE", late.Reason);
            Assert.Equal(refusal == "" ? "Lain." : "CONTOH terjemahan.", wording);
            Assert.Contains(refusal, new[] { "", "PLEDGE_TEXT_IN_USE" });
        }
    }

    [Fact]
    public async Task What_is_current_leaves_out_translations_of_what_was_followed()
    {
        var first = await HeldDeclaration.TextAsync(Replica, "75.71");
        var old = (await Replica.Texts.PublishPledgeTextAsync(Translation(first, "mad"), Office)).PledgeTextId;
        var before = await CurrentAsync();
        var next = (await Replica.Texts.PublishPledgeTextAsync(Translation(first, "id"), Office)).PledgeTextId;
        var newer = (await Replica.Texts.PublishPledgeTextAsync(Translation(next, "mad"), Office)).PledgeTextId;

        Assert.Contains(old, before);
        Assert.Equal([newer], (await CurrentAsync()).Where(id => id == old || id == newer));

        async Task<List<string>> CurrentAsync() => [.. (await Replica.Texts.ListPledgeTextsAsync(
            new ListPledgeTextsRequest { Language = "mad", OnlyCurrent = true }, Office)).PledgeTexts.Select(text => text.PledgeTextId)];
    }

    // By the service's own role: it may call the function, and change no row.
    private async Task<bool> CorrectInDatabaseAsync(string id)
    {
        await using var database = NpgsqlDataSource.Create(service.Backing.Database);
        await using var correct = database.CreateCommand("select pledges.correct_pledge_text($1, 'Ikrar', 'x', '', 'Verbatim', '', '', '[]')");
        correct.Parameters.Add(new() { Value = Guid.Parse(id) });
        await using var change = database.CreateCommand("update pledges.pledge_texts set title = 'x' where id = $1");
        change.Parameters.Add(new() { Value = Guid.Parse(id) });
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => change.ExecuteNonQueryAsync())).SqlState);
        return (bool)(await correct.ExecuteScalarAsync())!;
    }

    private static async Task<string> RefusalOfAsync(Task call)
    {
        try
        {
            await call;
            return "";
        }
        catch (RpcException refused)
        {
            return Refusal.Of(refused).Reason;
        }
    }

    private static CorrectPledgeTextRequest Correct(string id, string wording) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        PledgeTextId = id,
        Text = new PublishPledgeTextRequest
        {
            Kind = PledgeTextKind.Ikrar,
            Title = "Ikrar uji, dibetulkan",
            Language = "su",
            Points = { new Wire.PledgePoint { Number = 1, Wording = wording, Subjects = { SubjectTag.Prinsip } } },
        },
    };

    private static PublishPledgeTextRequest Translation(string previous, string language) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        Kind = PledgeTextKind.Ikrar,
        Title = "Ikrar uji",
        Language = language,
        PreviousTextId = previous,
        Points = { new Wire.PledgePoint { Number = 1, Wording = "CONTOH terjemahan.", Subjects = { SubjectTag.Prinsip } } },
    };
}
