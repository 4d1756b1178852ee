using Netralitas.Cryptography;
using Netralitas.TransparencyLog;

namespace Netralitas.Witness.Tests;

/// <summary>What a witness needs before it starts.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly WitnessFolder folder = new();
    private readonly TestLog log = new("log.netralitas.test/v1");

    public void Dispose()
    {
        folder.Dispose();
        log.Dispose();
    }

    [Fact]
    public async Task Without_settings_it_lists_them_and_ends()
    {
        var (exitCode, output) = await WitnessProcess.RunAsync(new Dictionary<string, string>());

        Assert.Equal(2, exitCode);
        Assert.Equal(["Witness:KeyFile is missing", "Witness:Logs is empty", "Witness:StateFolder is missing"], output.Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_listed_at_once_and_nothing_of_a_secret()
    {
        var settings = folder.Settings([log, log]);
        settings["Witness:Listen"] = "5280";
        settings["Witness:Logs:1:Keys:1"] = folder.Key.ToString();
        settings["Witness:Logs:2:Origin"] = "";
        settings["Witness:Logs:3:Origin"] = "log.netralitas.test/v2";
        settings["Witness:Logs:3:Keys:0"] = log.Key + "A";
        settings["Witness:Logs:3:Keys:1"] = folder.Key.ToString();
        settings["Witness:Logs:3:Keys:2"] = log.Key.ToString();
        settings["Witness:Logs:3:Keys:3"] = log.Key.ToString();
        await File.WriteAllTextAsync(folder.KeyFile, (await File.ReadAllTextAsync(folder.KeyFile)).Replace("witness.netralitas.test/w1", "witness.netralitas.test/w2", StringComparison.Ordinal));

        var (exitCode, output) = await WitnessProcess.RunAsync(settings);

        Assert.Equal(2, exitCode);
        Assert.Equal(
            """
            Witness:Listen is not an address such as http://127.0.0.1:5280
            Witness:Logs:1:Origin is given twice
            Witness:Logs:2:Origin is missing, or not one line
            Witness:Logs:2:Keys is empty
            Witness:Logs:3:Keys:0: not of the form name+id+key
            Witness:Logs:3:Keys:1 is a witness's key, not a log's
            Witness:Logs:3:Keys:3 is given twice
            Witness:KeyFile: its id is not that of name and key
            """,
            output);
    }

    [Fact]
    public void A_key_that_cannot_be_used_is_refused()
    {
        using var logKey = new SignerKey("witness.netralitas.test/w1", SignatureType.Ed25519, Ed25519PrivateKey.Generate());

        File.WriteAllText(folder.KeyFile, logKey.Export());
        Assert.Equal(["Witness:KeyFile has a log's key (0x01), not a witness's (0x04)"], Problems());
        File.WriteAllText(folder.KeyFile, "");
        Assert.Equal(["Witness:KeyFile: not of the form PRIVATE+KEY+name+id+key"], Problems());
        File.Delete(folder.KeyFile);
        Assert.StartsWith("Witness:KeyFile cannot be read: ", Assert.Single(Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_nobody_or_of_another_key_is_refused()
    {
        using var other = new WitnessFolder();
        File.Copy(Path.Combine(other.State, "witness"), Path.Combine(folder.State, "witness"), overwrite: true);
        Assert.Equal([$"Witness:StateFolder: {folder.State} belongs to another key"], Problems());

        Directory.Delete(folder.State, recursive: true);
        Directory.CreateDirectory(folder.State);
        Assert.Equal([$"Witness:StateFolder: {folder.State} is not there, or no witness's folder; create makes one"], Problems());
        Directory.Delete(folder.State);
        Assert.Single(Problems());
    }

    [Fact]
    public async Task Where_files_are_not_locked_it_does_not_start()
    {
        var settings = folder.Settings([log]);
        settings["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1";

        Assert.Equal((2, $"Witness:StateFolder: {folder.State} is on a volume that does not lock files"), await WitnessProcess.RunAsync(settings));
    }

    [Fact]
    public async Task Create_makes_a_key_that_only_its_owner_can_read_and_overwrites_nothing()
    {
        var key = await File.ReadAllTextAsync(folder.KeyFile);
        var (newKey, newState) = (folder.KeyFile + "2", folder.State + "2");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.KeyFile));
        }

        Assert.Equal(2, (await CreateAsync("witness.netralitas.test/w2", folder.KeyFile, newState)).ExitCode);
        Assert.Equal(2, (await CreateAsync("witness.netralitas.test/w2", newKey, folder.State)).ExitCode);
        Assert.Equal(2, (await CreateAsync("witness w2", newKey, newState)).ExitCode);
        Assert.Equal(2, (await CreateAsync()).ExitCode);
        Assert.Equal(key, await File.ReadAllTextAsync(folder.KeyFile));
        Assert.False(File.Exists(newKey));
        Assert.False(Directory.Exists(newState));

        var (exitCode, output) = await CreateAsync("witness.netralitas.test/w2", newKey, newState);
        Assert.Equal(0, exitCode);
        Assert.True(VerifierKey.TryParse(output, out var verifier, out var problem), problem);
        Assert.Equal(("witness.netralitas.test/w2", SignatureType.Cosignature), (verifier.Name, verifier.Type));
    }

    private static Task<(int ExitCode, string Output)> CreateAsync(params string[] arguments) =>
        WitnessProcess.RunAsync(new Dictionary<string, string>(), ["create", .. arguments]);

    private IReadOnlyList<string> Problems()
    {
        var options = new WitnessOptions
        {
            KeyFile = folder.KeyFile,
            StateFolder = folder.State,
            Logs = [new LogOptions { Origin = log.Origin, Keys = [log.Key.ToString()] }],
        };
        Assert.False(WitnessSetup.TryRead(options, out var setup, out var problems));
        Assert.Null(setup);
        return problems;
    }
}
