using Netralitas.TransparencyLog;

namespace Netralitas.Witness.Tests;

public sealed class JudgementTests : IDisposable
{
    private readonly TestLog log = new("log.netralitas.test/rules");

    public void Dispose() => log.Dispose();

    [Fact]
    public void What_a_witness_makes_of_a_checkpoint()
    {
        const string Table = """
            last  old  new          proof    verdict
            -     0    0            none     Cosign
            -     0    0, bad root  none     NotProven
            -     0    5            none     Cosign
            -     0    5            one      NotProven
            -     3    5            right    OldSizeNotLast
            -     6    5            none     OldSizeTooLarge
            0     0    0            none     Cosign
            0     0    5            none     Cosign
            3     3    5            right    Cosign
            3     3    5            none     NotProven
            3     3    5            wrong    NotProven
            3     3    5            one      NotProven
            3     3    5, forged    right    NotProven
            3     3    3            none     Cosign
            3     3    3            one      NotProven
            3     3    3, forged    none     Forked
            3     0    3            none     OldSizeNotLast
            3     0    5            none     OldSizeNotLast
            3     2    5            right    OldSizeNotLast
            3     5    5            none     OldSizeNotLast
            3     6    5            none     OldSizeTooLarge
            4     4    8            right    Cosign
            4     4    8            wrong    NotProven
            5     5    3            none     OldSizeTooLarge
            5     3    3            none     OldSizeNotLast
            """;
        var rows = Table.Split('\n').Select(row => row.TrimEnd()).ToArray();

        Assert.Equal(rows, rows.Take(1).Concat(rows.Skip(1).Select(row => row[..(row.LastIndexOf(' ') + 1)] + Judged(row))));
    }

    private Verdict Judged(string row)
    {
        var cells = row.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var what = cells[2].Split(", ");
        var (oldSize, size, forged) = (int.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture), int.Parse(what[0], System.Globalization.CultureInfo.InvariantCulture), what[^1] == "forged");
        var request = log.Request(oldSize, size, forged);
        if (what[^1] == "bad root")
        {
            request = request with { Checkpoint = new Checkpoint(log.Origin, 0, default) };
        }

        request = cells[3] switch
        {
            "right" => request,
            "none" => request with { Proof = [] },
            "one" => request with { Proof = [MerkleHash.Empty] },
            _ => request with { Proof = [.. request.Proof.Skip(1), MerkleHash.Empty] },
        };
        return Judgement.Of(request, cells[0] == "-" ? null : log.Checkpoint(int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture)));
    }
}
