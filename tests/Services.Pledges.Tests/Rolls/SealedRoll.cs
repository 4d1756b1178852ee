using System.Diagnostics;
using System.Text;
using Google.Protobuf;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.TransparencyLog.Rolls;

namespace Netralitas.Services.Pledges.Tests.Rolls;

/// <summary>A sealed roll as a citizen gets and checks it: by its public RPC, and with netralitas-verify as a program.</summary>
internal static class SealedRoll
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    /// <summary>All parts of the file, one behind the other, and the last answer.</summary>
    internal static async Task<(byte[] File, GetBlindedRollResponse Answer, int Parts)> FetchAsync(PledgesProcess replica, string declaration)
    {
        var file = new MemoryStream();
        var (token, parts) = ("", 0);
        while (true)
        {
            var answer = await replica.Rolls.GetBlindedRollAsync(new GetBlindedRollRequest { DeclarationId = declaration, PageToken = token });
            answer.Part.WriteTo(file);
            parts++;
            if ((token = answer.NextPageToken).Length == 0)
            {
                return (file.ToArray(), answer, parts);
            }
        }
    }

    /// <summary>The file once the log has the roll.</summary>
    internal static async Task<BlindedRoll> SeeLoggedAsync(PledgesProcess replica, string declaration)
    {
        var (file, _, _) = await Eventually.SeeAsync(() => FetchAsync(replica, declaration), found => !Parse(found.File).Seal.IsPromise);
        return Parse(file);
    }

    internal static BlindedRoll Parse(byte[] file) => BlindedRoll.TryParse(file, out var roll, out var problem) ? roll : throw new InvalidOperationException(problem);

    internal static GetProofRequest Of(SignatureReceipt receipt) => new() { SignatureId = receipt.SignatureId, Secret = receipt.Secret };

    internal static GetRollProofRequest RollOf(SignatureReceipt receipt) => new() { SignatureId = receipt.SignatureId, Secret = receipt.Secret };

    /// <summary>Has netralitas-verify check files.</summary>
    /// <param name="command">Words before the first file.</param>
    /// <param name="files">The first file, and options with their files.</param>
    internal static async Task<(int Code, string Output)> VerifyAsync(string[] command, params (string Option, byte[] Content)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("netralitas-roll-");
        try
        {
            var arguments = new List<string>(command);
            foreach (var (n, file) in files.Append(("--keys", Encoding.UTF8.GetBytes(PledgesProcess.Keys))).Index())
            {
                var path = Path.Combine(folder.FullName, $"berkas-{n}");
                await File.WriteAllBytesAsync(path, file.Item2);
                arguments.AddRange(file.Item1.Length > 0 ? [file.Item1, path] : [path]);
            }

            var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Verify.dll"), .. arguments]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            using var limit = new CancellationTokenSource(Within);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static byte[] Bytes(this ByteString bytes) => bytes.ToByteArray();
}
