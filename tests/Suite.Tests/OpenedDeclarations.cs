namespace Netralitas.Suite.Tests;

/// <summary>Declarations that are there before a test begins.</summary>
internal static class OpenedDeclarations
{
    /// <summary>A declaration with a text, ready to be signed.</summary>
    internal static async Task<string> OpenedDeclarationAsync(this RunningSuite suite, string region = "75.71")
    {
        var officer = suite.As($"bawaslu:{region}");
        var text = await suite.Texts.PublishPledgeTextAsync(Requests.PledgeText(), officer);
        var opened = await suite.Declarations.OpenDeclarationAsync(Requests.Declaration(region, text.PledgeTextId), officer);
        return opened.DeclarationId;
    }
}
