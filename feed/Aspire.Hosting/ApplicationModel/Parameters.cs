using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

public abstract class ParameterDefault
{
    public abstract void WriteToManifest(ManifestPublishingContext context);

    public abstract string GetDefaultValue();
}

public sealed class GenerateParameterDefault : ParameterDefault
{
    public int MinLength { get; set; } = 22;

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    public override void WriteToManifest(ManifestPublishingContext context) => throw new NotSupportedException("The stand-in publishes no manifest.");

    public override string GetDefaultValue()
    {
        // Letters and digits that are easily confused are left out, and special characters need no escaping in a shell or a URI's password.
        (string Alphabet, bool Used, int Min)[] classes =
        [
            ("abcdefghjkmnpqrstuvwxyz", Lower, MinLower),
            ("ABCDEFGHJKMNPQRSTUVWXYZ", Upper, MinUpper),
            ("0123456789", Numeric, MinNumeric),
            ("-_.{}~()*+!", Special, MinSpecial),
        ];
        var value = new List<char>(MinLength);
        foreach (var (alphabet, used, min) in classes)
        {
            if (!used && min > 0)
            {
                throw new ArgumentException("A minimum is given for a class of characters that is not used.");
            }

            value.AddRange(RandomNumberGenerator.GetItems<char>(alphabet, min));
        }

        var all = string.Concat(classes.Where(c => c.Used).Select(c => c.Alphabet));
        value.AddRange(RandomNumberGenerator.GetItems<char>(all, Math.Max(0, MinLength - value.Count)));
        var characters = value.ToArray();
        RandomNumberGenerator.Shuffle(characters.AsSpan());
        return new(characters);
    }
}

/// <summary>A default that is given once: the first value is written to the AppHost's user secrets, which later starts read as configuration.</summary>
internal sealed class UserSecretsParameterDefault(UserSecrets secrets, string key, ParameterDefault inner) : ParameterDefault
{
    public override void WriteToManifest(ManifestPublishingContext context) => inner.WriteToManifest(context);

    public override string GetDefaultValue() => secrets.GetOrSet(key, inner.GetDefaultValue);
}

public class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider
{
    private readonly Lazy<string> _value;

    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _value = new(() => callback(Default));
        Secret = secret;
    }

    public bool Secret { get; }

    public ParameterDefault? Default { get; set; }

    public string? Description { get; set; }

    public bool EnableDescriptionMarkdown { get; set; }

    public bool IsConnectionString { get; set; }

    public string ValueExpression => IsConnectionString ? $"{{{Name}.connectionString}}" : $"{{{Name}.value}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(_value.Value);

    public ValueTask<string?> GetValueAsync(ValueProviderContext _, CancellationToken cancellationToken) => GetValueAsync(cancellationToken);
}
