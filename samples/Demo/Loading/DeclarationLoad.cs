namespace Netralitas.Demo.Loading;

/// <summary>A declaration of the samples that the suite has.</summary>
/// <param name="Sample">What was sent.</param>
/// <param name="Id">Identity that the suite gave it.</param>
/// <param name="Sessions">How many sessions of it the samples have.</param>
internal sealed record LoadedDeclaration(SampleDeclaration Sample, string Id, int Sessions);

/// <summary>Loads the texts, declarations and signatures of a file, each by the office of its region.</summary>
internal sealed class DeclarationLoad(Gateway gateway, SampleFile file)
{
    private readonly Dictionary<string, string> _textIds = [];
    private readonly Dictionary<string, string> _declarationIds = [];

    /// <summary>Sends everything; what the suite has already, it answers as before.</summary>
    /// <exception cref="DemoException">A request was refused or not answered.</exception>
    internal async Task<IReadOnlyList<LoadedDeclaration>> RunAsync(CancellationToken cancel)
    {
        var loaded = new List<LoadedDeclaration>();
        foreach (var declaration in file.Declarations)
        {
            await PublishTextAsync(declaration, cancel);
            await OpenAsync(declaration, cancel);
            await RecordSignaturesAsync(declaration, cancel);
            loaded.Add(new LoadedDeclaration(declaration, _declarationIds[declaration.Key], file.Declarations.Count(d => d.Parent == declaration.Key)));
        }

        return loaded;
    }

    // A text is published by the office of the first declaration that names it.
    private async Task PublishTextAsync(SampleDeclaration declaration, CancellationToken cancel)
    {
        if (declaration.Text is not { } key || _textIds.ContainsKey(key))
        {
            return;
        }

        var request = file.Texts.Single(t => t.Key == key).Publish.Clone();
        request.RequestId = RequestId.For(file.Name, $"publish/{key}");
        var answer = await gateway.CallAsync(declaration.Office, options => gateway.Texts.PublishPledgeTextAsync(request, options), cancel);
        _textIds.Add(key, answer.PledgeTextId);
    }

    private async Task OpenAsync(SampleDeclaration declaration, CancellationToken cancel)
    {
        var request = declaration.Open.Clone();
        request.RequestId = RequestId.For(file.Name, $"open/{declaration.Key}");
        if (declaration.Text is { } text)
        {
            request.PledgeTextId = _textIds[text];
        }

        if (declaration.Parent is { } parent)
        {
            request.ParentDeclarationId = _declarationIds[parent];
        }

        var answer = await gateway.CallAsync(declaration.Office, options => gateway.Declarations.OpenDeclarationAsync(request, options), cancel);
        _declarationIds.Add(declaration.Key, answer.DeclarationId);
    }

    private async Task RecordSignaturesAsync(SampleDeclaration declaration, CancellationToken cancel)
    {
        if (declaration.Record is not { } record)
        {
            return;
        }

        var request = record.Clone();
        request.RequestId = RequestId.For(file.Name, $"record/{declaration.Key}");
        request.DeclarationId = _declarationIds[declaration.Key];
        await gateway.CallAsync(declaration.Office, options => gateway.Signatures.RecordSignaturesAsync(request, options), cancel);
    }
}
