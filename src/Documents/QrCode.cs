using System.Globalization;
using System.Text;
using QRCoder;

namespace Netralitas.Documents;

/// <summary>A QR code (ISO/IEC 18004), in byte mode: as modules, dark or light, with the quiet zone that readers need around it.</summary>
public sealed class QrCode
{
    /// <summary>Most bytes that one code holds, at the lowest level of error correction.</summary>
    public const int MaxLength = 2_953;

    private readonly List<System.Collections.BitArray> modules;

    private QrCode(List<System.Collections.BitArray> modules) => this.modules = modules;

    /// <summary>Modules on a side, the quiet zone included.</summary>
    public int Size => modules.Count;

    /// <summary>Whether a module is dark.</summary>
    /// <param name="row">From the top, from 0.</param>
    /// <param name="column">From the left, from 0.</param>
    public bool this[int row, int column] => modules[row][column];

    /// <summary>Encodes a text as UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">Over <see cref="MaxLength"/> bytes.</exception>
    /// <remarks>What is short enough to leave room for it is correctable to a quarter; a long text to a fourteenth, as there is no room for more.</remarks>
    public static QrCode Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > MaxLength)
        {
            throw new ArgumentException($"A code holds at most {MaxLength} bytes.", nameof(text));
        }

        const int Short = 300;
        using var data = QRCodeGenerator.GenerateQrCode(bytes, bytes.Length <= Short ? QRCodeGenerator.ECCLevel.Q : QRCodeGenerator.ECCLevel.L);
        return new QrCode(data.ModuleMatrix);
    }

    /// <summary>The code as an image for a screen, of as many units on a side as it has modules; it may be shown at any size.</summary>
    public string ToSvg()
    {
        var path = new StringBuilder();
        foreach (var (row, column, width) in Bars())
        {
            path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h{width}v1h-{width}z");
        }

        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Size} {Size}" shape-rendering="crispEdges"><rect width="{Size}" height="{Size}" fill="#fff"/><path d="{path}" fill="#000"/></svg>""";
    }

    /// <summary>Dark modules that stand beside each other, as bars: between two there would be a hairline.</summary>
    internal IEnumerable<(int Row, int Column, int Width)> Bars()
    {
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                var end = column;
                while (end < Size && this[row, end])
                {
                    end++;
                }

                if (end > column)
                {
                    yield return (row, column, end - column);
                    column = end;
                }
            }
        }
    }
}
