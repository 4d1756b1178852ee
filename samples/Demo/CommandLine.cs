using System.Text.RegularExpressions;

namespace Netralitas.Demo;

/// <summary>What the person at the terminal asks for.</summary>
internal abstract record Command;

/// <summary>Load the samples and read them back.</summary>
/// <param name="Gateway">Address of the gateway's gRPC endpoint.</param>
internal sealed record LoadCommand(Uri Gateway) : Command;

/// <summary>Print a development token.</summary>
/// <param name="Office">Kind and Kemendagri code, for example <c>bawaslu:75.71</c>.</param>
/// <param name="Role">One of <see cref="CommandLine.Roles"/>.</param>
/// <param name="Number">NIP or NI PPPK of a signatory; null for none.</param>
internal sealed record TokenCommand(string Office, string Role, string? Number = null) : Command;

/// <summary>Print the usage.</summary>
internal sealed record HelpCommand : Command;

/// <summary>Reads the command line.</summary>
internal static partial class CommandLine
{
    internal const string Usage = """
        Pemakaian:
          load  [--gateway http://localhost:5100]       memuat deklarasi dan laporan contoh melalui gerbang, lalu membacanya kembali
          token --office bawaslu:75.71 --role officer   mencetak token pengembangan, berlaku 10 menit
                --nip 199002012015032001                      untuk peran signatory: nomor yang ditandatangani akun itu
          help                                          mencetak petunjuk ini
        Peran: central, officer, custodian, agency, signatory, auditor, ops.
        """;

    private const string DefaultGateway = "http://localhost:5100";

    internal static IReadOnlyList<string> Roles { get; } = ["central", "officer", "custodian", "agency", "signatory", "auditor", "ops"];

    /// <exception cref="UsageException">The arguments are no command.</exception>
    internal static Command Read(string[] arguments) => arguments switch
    {
        [] => throw new UsageException("Sebutkan perintahnya: load atau token."),
        ["help" or "--help" or "-h", ..] => new HelpCommand(),
        ["load", .. var options] => ReadLoad(Options(options, "--gateway")),
        ["token", .. var options] => ReadToken(Options(options, "--office", "--role", "--nip")),
        [var unknown, ..] => throw new UsageException($"Perintah '{unknown}' tidak dikenal."),
    };

    private static LoadCommand ReadLoad(Dictionary<string, string> options)
    {
        var text = options.GetValueOrDefault("--gateway", DefaultGateway);
        return Uri.TryCreate(text, UriKind.Absolute, out var gateway) && gateway.Scheme is "http" or "https"
            ? new LoadCommand(gateway)
            : throw new UsageException($"Alamat gerbang '{text}' harus diawali http:// atau https://.");
    }

    private static TokenCommand ReadToken(Dictionary<string, string> options)
    {
        if (!options.TryGetValue("--office", out var office) || !OfficeForm().IsMatch(office))
        {
            throw new UsageException("Isi --office dengan jenis kantor dan kode Kemendagri, misalnya bawaslu:75.71.");
        }

        return options.TryGetValue("--role", out var role) && Roles.Contains(role)
            ? new TokenCommand(office, role, options.GetValueOrDefault("--nip"))
            : throw new UsageException($"Isi --role dengan salah satu peran: {string.Join(", ", Roles)}.");
    }

    private static Dictionary<string, string> Options(string[] words, params string[] known)
    {
        var options = new Dictionary<string, string>();
        for (var n = 0; n < words.Length; n += 2)
        {
            if (!known.Contains(words[n]))
            {
                throw new UsageException($"Pilihan '{words[n]}' tidak dikenal.");
            }

            if (n + 1 == words.Length || !options.TryAdd(words[n], words[n + 1]))
            {
                throw new UsageException($"Pilihan '{words[n]}' harus diisi tepat satu kali.");
            }
        }

        return options;
    }

    [GeneratedRegex(@"\A[a-z]{2,20}:[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?\z")]
    private static partial Regex OfficeForm();
}
