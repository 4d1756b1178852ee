using Netralitas.Demo;
using Netralitas.Demo.Loading;

namespace Netralitas.Samples.Tests;

public class SampleFileTests
{
    private const string Open = """{ "title": "Contoh", "regionCode": "75.71" }""";

    [Fact]
    public void Every_declaration_that_needs_a_text_has_one() =>
        Assert.All(LoadedSamples.Declarations, declaration => Assert.Equal(NeedsText(declaration), declaration.Text is not null));

    [Fact]
    public void No_sample_carries_an_id_of_a_request_or_of_the_suite()
    {
        Assert.All(LoadedSamples.Declarations, d => Assert.Empty(d.Open.RequestId + d.Open.PledgeTextId + d.Open.ParentDeclarationId + d.Record?.RequestId + d.Record?.DeclarationId));
        Assert.Empty(SampleFile.ReadReport().RequestId);
    }

    [Theory]
    [InlineData($$"""{ "texts": [], "declarations": [{ "key": "a", "open": {{Open}}, "text": "b" }] }""")]
    [InlineData($$"""{ "texts": [], "declarations": [{ "key": "a", "open": {{Open}}, "parent": "b" }, { "key": "b", "open": {{Open}} }] }""")]
    [InlineData($$"""{ "texts": [], "declarations": [{ "key": "a", "open": {{Open}} }, { "key": "a", "open": {{Open}} }] }""")]
    [InlineData($$"""{ "texts": [], "declarations": [{ "key": "a", "open": {{Open}}, "extra": 1 }] }""")]
    [InlineData("""{ "texts": [], "declarations": [{ "key": "a", "open": { "titel": "Contoh" } }] }""")]
    [InlineData("""{ "texts": [], "declarations": [{ "key": "a", "open": { "mode": "DECLARATION_MODE_RADIO" } }] }""")]
    [InlineData("""{ "texts": [] }""")]
    [InlineData("""{ "texts": """)]
    public void A_file_that_does_not_fit_is_named(string json) => Assert.Contains("99-salah", Assert.Throws<DemoException>(() => SampleFile.Read("99-salah", json)).Message);

    private static bool NeedsText(SampleDeclaration declaration) =>
        declaration.Open.Activities.Any(a => a is Contracts.Pledges.V1.Activity.Ikrar or Contracts.Pledges.V1.Activity.PaktaIntegritas);
}
