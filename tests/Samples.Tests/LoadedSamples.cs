using Netralitas.Contracts.Pledges.V1;
using Netralitas.Demo.Loading;

namespace Netralitas.Samples.Tests;

/// <summary>The samples as the demonstration reads them.</summary>
internal static class LoadedSamples
{
    internal const string Gorontalo = "01-kota-gorontalo";
    internal const string Ambon = "02-kota-ambon";
    internal const string Pasuruan = "03-kota-pasuruan";
    internal const string National = "04-nasional-kepala-daerah";
    internal const string Samosir = "05-kabupaten-samosir";

    internal static IReadOnlyList<SampleFile> Files { get; } = SampleFile.ReadAll();

    internal static IEnumerable<SampleDeclaration> Declarations => Files.SelectMany(file => file.Declarations);

    internal static SampleDeclaration Declaration(string file, string key) => Files.Single(f => f.Name == file).Declarations.Single(d => d.Key == key);

    internal static PublishPledgeTextRequest Text(string file) => Files.Single(f => f.Name == file).Texts.Single().Publish;
}
