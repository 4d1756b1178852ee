using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting;

/// <summary>The AppHost's user secrets file. Without a UserSecretsId nothing is kept, as in the genuine package.</summary>
internal sealed class UserSecrets(Assembly? appHost)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly string? _path = appHost?.GetCustomAttribute<UserSecretsIdAttribute>() is { } id
        ? PathHelper.GetSecretsPathFromSecretsId(id.UserSecretsId)
        : null;

    /// <summary>Returns the stored value, or stores a new one. Two AppHosts that start together get the same value.</summary>
    internal string GetOrSet(string key, Func<string> create)
    {
        if (_path is null)
        {
            return create();
        }

        var folder = Directory.CreateDirectory(Path.GetDirectoryName(_path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var _ = Lock(Path.Combine(folder.FullName, ".lock"));
        var secrets = File.Exists(_path) && File.ReadAllText(_path) is { Length: > 0 } text ? JsonNode.Parse(text)!.AsObject() : [];
        if (secrets[key]?.GetValue<string>() is { Length: > 0 } known)
        {
            return known;
        }

        var value = create();
        secrets[key] = value;
        Write(secrets.ToJsonString(Indented));
        return value;
    }

    private void Write(string json)
    {
        // A new file that replaces the old one: a crash in between leaves the secrets as they were.
        var draft = $"{_path}.{Environment.ProcessId}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(json);
        }

        File.Move(draft, _path!, overwrite: true);
    }

    private static FileStream Lock(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Sleep(50);
            }
        }
    }
}
