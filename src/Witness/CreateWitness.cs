using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;
using Netralitas.TransparencyLog;

namespace Netralitas.Witness;

/// <summary><c>create NAME KEY-FILE STATE-FOLDER</c>: makes a new witness.</summary>
internal static class CreateWitness
{
    /// <summary>Makes the folder and the key, and prints the public key.</summary>
    /// <param name="arguments">Name, such as <c>witness.example.go.id/w1</c>; file of the key; folder of the state.</param>
    /// <param name="output">Where the public key goes, to be published.</param>
    /// <param name="errors">Where goes why it was not made.</param>
    /// <returns>0, or 2 when nothing was made or there is something already: neither file nor folder of a witness is ever overwritten.</returns>
    internal static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        if (arguments.Count != 3)
        {
            errors.WriteLine("create NAME KEY-FILE STATE-FOLDER");
            return 2;
        }

        try
        {
            using var key = new SignerKey(arguments[0], SignatureType.Cosignature, Ed25519PrivateKey.Generate());
            Create(key, arguments[1], arguments[2]);
            output.WriteLine(key.Verifier);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.WriteLine(exception.Message);
            return 2;
        }
    }

    private static void Create(SignerKey key, string keyFile, string stateFolder)
    {
        var secret = Encoding.UTF8.GetBytes(key.Export() + "\n");
        DurableFile.Create(keyFile, secret);
        CryptographicOperations.ZeroMemory(secret);
        try
        {
            StateFolder.Create(stateFolder, key.Verifier);
        }
        catch
        {
            // A key that nobody was told of is no loss, and would be in the way of the next attempt.
            File.Delete(keyFile);
            throw;
        }
    }
}
