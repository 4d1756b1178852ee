using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

public class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public static readonly ReferenceExpression Empty = new("", [], [], []);

    internal ReferenceExpression(string format, IReadOnlyList<IValueProvider> providers, IReadOnlyList<string> expressions, IReadOnlyList<string?> formats)
    {
        Format = format;
        ValueProviders = providers;
        ManifestExpressions = expressions;
        StringFormats = formats;
    }

    public string Format { get; }

    public IReadOnlyList<string> ManifestExpressions { get; }

    public IReadOnlyList<string?> StringFormats { get; }

    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, [.. ManifestExpressions]);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.Parts.Build();

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(new(), cancellationToken);

    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (Format.Length == 0)
        {
            return null;
        }

        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(context, cancellationToken).ConfigureAwait(false);
            values[i] = StringFormats[i] is { } format && value is not null ? ExpressionParts.Apply(format, value) : value;
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    [InterpolatedStringHandler]
    [SuppressMessage("Performance", "CA1815:Override equals", Justification = "A compiler's helper, never compared.")]
    public ref struct ExpressionInterpolatedStringHandler
    {
        internal readonly ExpressionParts Parts;

        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) => Parts = new(literalLength, formattedCount);

        public readonly void AppendLiteral(string value) => Parts.Literal(value);

        public readonly void AppendFormatted(string? value) => Parts.Literal(value);

        public readonly void AppendFormatted(string? value, string? format = null) => Parts.Literal(value, format);

        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => Parts.Value(valueProvider, valueProvider);

        public void AppendFormatted<T>(T valueProvider, string? format = null)
            where T : IValueProvider, IManifestExpressionProvider => Parts.Value(valueProvider, valueProvider, format);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => Parts.Value(valueProvider.Resource, valueProvider.Resource);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null)
            where T : IResource, IValueProvider, IManifestExpressionProvider => Parts.Value(valueProvider.Resource, valueProvider.Resource, format);

        [Obsolete("ReferenceExpression instances can't be used in interpolated string with a custom format. Duplicate the inner expression in-place.", error: true)]
        public void AppendFormatted(ReferenceExpression valueProvider, string format) => throw new InvalidOperationException();
    }
}

/// <summary>What both string handlers collect: a composite format and the providers of its holes.</summary>
internal sealed class ExpressionParts(int literalLength = 0, int formattedCount = 0)
{
    private readonly StringBuilder _format = new(literalLength + (4 * formattedCount));
    private readonly List<IValueProvider> _providers = new(formattedCount);
    private readonly List<string> _expressions = new(formattedCount);
    private readonly List<string?> _formats = new(formattedCount);

    internal bool IsEmpty => _format.Length == 0;

    internal static string Apply(string format, string value) => format.ToLowerInvariant() switch
    {
        "uri" => Uri.EscapeDataString(value),
        _ => throw new FormatException($"Unknown format '{format}' in a reference expression."),
    };

    internal void Literal(string? value, string? format = null)
    {
        if (value is not null)
        {
            value = format is null ? value : Apply(format, value);
            _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        }
    }

    internal void Value(IValueProvider provider, IManifestExpressionProvider expression, string? format = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _format.Append('{').Append(_providers.Count.ToString(CultureInfo.InvariantCulture)).Append('}');
        _providers.Add(provider);
        _expressions.Add(expression.ValueExpression);
        _formats.Add(format);
    }

    internal ReferenceExpression Build() => new(_format.ToString(), [.. _providers], [.. _expressions], [.. _formats]);
}
