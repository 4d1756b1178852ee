using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>The texts that a workbook keeps in one place, and its cells name by number: the first of them in memory, the others in a file that has no name any more and goes with this object.</summary>
/// <remarks>Names and numbers of people are among them, so each text in the file is sealed under a key that is nowhere else. Of a text of more than <see cref="LongestText"/> characters the beginning is kept: no column takes as many.</remarks>
internal sealed class SharedTexts : IDisposable
{
    /// <summary>Characters of a text that are kept.</summary>
    internal const int LongestText = 1_000;

    // Positions, units and categories stand at the front, and most cells name them.
    private const int KeptInMemory = 4_096;
    private const int MostTexts = 32 * 1024 * 1024;
    private const int TagLength = 16;
    private const int BlockLength = 64 * 1024;

    private readonly List<string> first = [];
    private readonly List<long> ends = [];
    private readonly AesGcm cipher = new(RandomNumberGenerator.GetBytes(32), TagLength);
    private readonly MemoryStream unwritten = new(BlockLength * 2);
    private SafeFileHandle? file;
    private long written;

    /// <summary>A text by its number, from 0.</summary>
    /// <exception cref="InvalidDataException">There is none of that number.</exception>
    internal string this[int number] =>
        number < 0 || number >= first.Count + ends.Count ? throw new InvalidDataException("A cell names a text that is not there.")
        : number < first.Count ? first[number]
        : ReadSealed(number - first.Count);

    /// <summary>Adds the next text; none may be asked for before <see cref="Complete"/>.</summary>
    /// <exception cref="InvalidDataException">There are too many.</exception>
    internal void Add(string text)
    {
        text = text.Length > LongestText ? text[..LongestText] : text;
        if (first.Count < KeptInMemory)
        {
            first.Add(text);
            return;
        }

        if (ends.Count == MostTexts)
        {
            throw new InvalidDataException("There are too many texts.");
        }

        var plain = MemoryMarshal.AsBytes(text.AsSpan());
        Span<byte> record = stackalloc byte[(LongestText * sizeof(char)) + TagLength];
        record = record[..(plain.Length + TagLength)];
        cipher.Encrypt(NonceOf(ends.Count, stackalloc byte[12]), plain, record[TagLength..], record[..TagLength]);
        unwritten.Write(record);
        ends.Add(written + unwritten.Length);
        if (unwritten.Length >= BlockLength)
        {
            Complete();
        }
    }

    /// <summary>All texts were added.</summary>
    internal void Complete()
    {
        if (unwritten.Length > 0)
        {
            file ??= Open();
            RandomAccess.Write(file, unwritten.GetBuffer().AsSpan(0, (int)unwritten.Length), written);
            written += unwritten.Length;
            unwritten.SetLength(0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file?.Dispose();
        cipher.Dispose();
        unwritten.Dispose();
    }

    private string ReadSealed(int place)
    {
        var start = place == 0 ? 0 : ends[place - 1];
        Span<byte> record = stackalloc byte[(LongestText * sizeof(char)) + TagLength];
        record = record[..(int)(ends[place] - start)];
        Span<char> text = stackalloc char[(record.Length - TagLength) / sizeof(char)];
        if (RandomAccess.Read(file!, record, start) != record.Length)
        {
            throw new IOException("The file of a workbook's texts was cut short.");
        }

        cipher.Decrypt(NonceOf(place, stackalloc byte[12]), record[TagLength..], record[..TagLength], MemoryMarshal.AsBytes(text));
        return new string(text);
    }

    // Each number is sealed once under its key.
    private static Span<byte> NonceOf(int number, Span<byte> nonce)
    {
        nonce.Clear();
        BitConverter.TryWriteBytes(nonce, number);
        return nonce;
    }

    private static SafeFileHandle Open()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var opened = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete);
        File.Delete(path);
        return opened;
    }
}
