using System.Security.Cryptography;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.Tests.EvidenceFiles;

/// <summary>Sealed files as they are read back, whole, in part, and after somebody had his hands on the store.</summary>
public class ChunkSealingTests
{
    private const int Chunk = ChunkSealing.ChunkBytes;

    private static readonly Guid File = Guid.NewGuid();

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<Guid, byte[]> store = [];
    private readonly List<EvidencePart> parts = [];

    [Fact]
    public async Task A_file_of_parts_of_any_length_reads_back_whole_and_from_any_place()
    {
        var plain = RandomNumberGenerator.GetBytes((5 * Chunk) + 123);
        Part(plain, 0, 2 * Chunk);
        Part(plain, 2 * Chunk, Chunk);
        Part(plain, 3 * Chunk, (2 * Chunk) + 123);
        await using var file = Open(plain.Length);

        Assert.Equal(SHA256.HashData(plain), await SHA256.HashDataAsync(file));
        foreach (var place in new[] { 0, 1, Chunk - 1, Chunk, (3 * Chunk) - 5, plain.Length - 7 })
        {
            var taken = new byte[Math.Min(300, plain.Length - place)];
            file.Position = place;
            await file.ReadExactlyAsync(taken);
            Assert.Equal(plain.AsSpan(place, taken.Length).ToArray(), taken);
        }
    }

    [Theory]
    [InlineData(Chunk)]
    [InlineData(1)]
    [InlineData(2 * Chunk)]
    public async Task A_file_that_ends_with_a_whole_chunk_or_with_one_byte_reads_back(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);
        Part(plain, 0, length);
        await using var file = Open(length);

        Assert.Equal(SHA256.HashData(plain), await SHA256.HashDataAsync(file));
    }

    [Fact]
    public async Task A_bit_that_was_turned_anywhere_in_a_part_is_found()
    {
        var plain = RandomNumberGenerator.GetBytes(Chunk + 50);
        Part(plain, 0, plain.Length);
        var box = store[parts[0].Name];
        foreach (var at in new[] { 0, 6, 7, 7 + Chunk, 7 + Chunk + 16, box.Length - 1 })
        {
            box[at] ^= 1;
            await using var file = Open(plain.Length);
            await Assert.ThrowsAnyAsync<CryptographicException>(() => SHA256.HashDataAsync(file).AsTask());
            box[at] ^= 1;
        }
    }

    [Fact]
    public async Task A_part_in_another_place_another_files_part_and_a_file_that_is_cut_are_found()
    {
        var plain = RandomNumberGenerator.GetBytes(3 * Chunk);
        Part(plain, 0, Chunk);
        Part(plain, Chunk, Chunk);
        Part(plain, 2 * Chunk, Chunk);
        (store[parts[0].Name], store[parts[1].Name]) = (store[parts[1].Name], store[parts[0].Name]);
        await using var swapped = Open(plain.Length);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => SHA256.HashDataAsync(swapped).AsTask());

        (store[parts[0].Name], store[parts[1].Name]) = (store[parts[1].Name], store[parts[0].Name]);
        parts.RemoveAt(2);
        Assert.Throws<InvalidDataException>(() => Open(plain.Length));
        await using var cut = Open(2 * Chunk);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => SHA256.HashDataAsync(cut).AsTask());
        await using var another = Open(2 * Chunk, Guid.NewGuid());
        await Assert.ThrowsAnyAsync<CryptographicException>(() => SHA256.HashDataAsync(another).AsTask());
    }

    private EvidenceFileStream Open(long size, Guid? file = null) => new(file ?? File, size, parts, (name, into, _) =>
    {
        store[name].CopyTo(into);
        return Task.CompletedTask;
    }, key);

    private void Part(byte[] plain, int offset, int length)
    {
        using var cipher = new AesGcm(key, ChunkSealing.TagBytes);
        var box = new byte[ChunkSealing.SealedLength(length)];
        RandomNumberGenerator.Fill(box.AsSpan(0, ChunkSealing.PrefixBytes));
        var at = ChunkSealing.PrefixBytes;
        for (var start = offset; start < offset + length; start += Chunk)
        {
            var taken = Math.Min(Chunk, offset + length - start);
            ChunkSealing.Seal(cipher, File, box.AsSpan(0, ChunkSealing.PrefixBytes), start / Chunk, start + taken == plain.Length, plain.AsSpan(start, taken), box.AsSpan(at));
            at += taken + ChunkSealing.TagBytes;
        }

        Assert.Equal(box.Length, at);
        var part = new EvidencePart { Name = Guid.NewGuid(), FileId = File, Offset = offset, Length = length, IsStored = true, BegunAt = DateTimeOffset.UnixEpoch };
        parts.Add(part);
        store[part.Name] = box;
    }
}
