using System.Text.Json;

namespace Aspire.Hosting;

/// <summary>Reads Properties/launchSettings.json of a project and chooses the profile that applies.</summary>
internal static class LaunchProfiles
{
    private static readonly JsonSerializerOptions Lenient = new()
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        PropertyNameCaseInsensitive = true,
    };

    internal static LaunchSettings? Read(string projectFolder)
    {
        var path = Path.Combine(projectFolder, "Properties", "launchSettings.json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(path), Lenient);
        }
        catch (JsonException e)
        {
            throw new DistributedApplicationException($"The launch settings file at '{path}' is malformed.", e);
        }
    }

    /// <summary>The named profile, else the AppHost's own profile name where the project has it, else the first one that runs a project.</summary>
    internal static (string Name, LaunchProfile Profile)? Choose(LaunchSettings? settings, string? named, string? preferred, string resource)
    {
        if (named is not null)
        {
            return settings?.Profiles.TryGetValue(named, out var profile) == true
                ? (named, profile)
                : throw new DistributedApplicationException($"Launch settings file of '{resource}' does not contain '{named}' profile.");
        }

        if (preferred is not null && settings?.Profiles.TryGetValue(preferred, out var same) == true)
        {
            return (preferred, same);
        }

        return settings?.Profiles.Where(p => p.Value.CommandName == "Project").Select(p => ((string, LaunchProfile)?)(p.Key, p.Value)).FirstOrDefault();
    }
}
