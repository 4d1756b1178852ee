namespace Netralitas.Sequencer.Tests;

/// <summary>What is signed, and when it is not.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class PublishingTests(BackingServices backing)
{
    [Fact]
    public async Task Each_checkpoint_continues_the_one_before_over_the_borders_of_tiles()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = new List<Guid>();
        Assert.True(await log.PublishAsync());
        foreach (var count in new[] { 1, 254, 1, 1, 255, 700, 4_096 })
        {
            subjects.AddRange(await log.AddAsync(count));
            await log.SequenceAllAsync();
            Assert.True(await log.PublishAsync());
            await Audit.CheckAsync(log, subjects);
        }

        Assert.False(await log.PublishAsync());
        Assert.True(await log.PublishAsync(evenUnchanged: true));
        Assert.Equal([0L, 1, 255, 256, 257, 512, 1_212, 5_308], await log.ColumnAsync<long>("select size from log.signed order by size"));
        // Only what has no full tile yet is there in part, as wide as some checkpoint had it.
        Assert.Equal(
            ["tile/0/020.p/188", "tile/1/000.p/1", "tile/1/000.p/2", "tile/1/000.p/20", "tile/1/000.p/4", "tile/entries/020.p/188"],
            Audit.Files(log.Options.Folder).Keys.Where(file => file.Contains(".p/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(400)]
    public async Task A_database_set_back_signs_nothing_and_sequences_nothing_also_when_it_grew_again(int more)
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.AddAsync(300);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        var backup = await log.BackUpAsync(backing);
        await log.AddAsync(100);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        var published = Audit.Files(log.Options.Folder);

        await using var restored = log.Again(backup);
        await restored.AddAsync(more);
        await restored.SequenceAllAsync();
        await Assert.ThrowsAsync<SigningRefusedException>(() => restored.PublishAsync());
        await Assert.ThrowsAsync<SigningRefusedException>(() => restored.Publisher.CheckAsync(CancellationToken.None));
        Assert.Equal(published, Audit.Files(log.Options.Folder));

        // Without the folder of files too: the last signed checkpoint is enough.
        await using var elsewhere = restored.Again(change: options => options with { Folder = options.Folder + "-new" });
        await Assert.ThrowsAsync<SigningRefusedException>(() => elsewhere.PublishAsync());
        Assert.Empty(Audit.Files(elsewhere.Options.Folder));
    }

    [Fact]
    public async Task A_service_on_a_database_that_was_set_back_takes_records_and_gives_them_no_place()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var backup = await log.BackUpAsync(backing);
        await log.AddAsync(10);
        await log.SequenceAllAsync();
        await log.PublishAsync();

        await using var restored = log.Again(backup);
        await restored.AddAsync(20);
        await using (var process = LogProcess.Start(restored))
        {
            await process.ReadyAsync();
            await restored.AddAsync(1);
            await process.SayAsync("SigningRefused");
        }

        Assert.Equal(21L, await restored.ScalarAsync<long>("select count(*) from log.pending"));
        Assert.Equal(0L, await restored.ScalarAsync<long>("select size from log.state"));
    }

    [Fact]
    public async Task An_empty_folder_in_place_of_the_last_signed_checkpoint_signs_nothing()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.AddAsync(3);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        await using var unmounted = log.Again(change: options => options with { SignedFolder = options.SignedFolder + "-other" });

        var refusal = await Assert.ThrowsAsync<SigningRefusedException>(() => unmounted.PublishAsync(evenUnchanged: true));
        Assert.Contains("is its volume mounted?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tiles_that_were_changed_in_the_database_are_not_signed()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.AddAsync(300);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        await log.ExecuteAsync("update log.tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where length(hashes) > 40");
        await log.AddAsync(1);

        await Assert.ThrowsAsync<InvalidDataException>(log.SequenceAllAsync);
        Assert.Equal(300L, await log.ScalarAsync<long>("select size from log.state"));
    }

    [Fact]
    public async Task Tiles_and_files_are_made_again_from_the_entries_the_same_to_the_byte()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = await log.AddAsync(70_000);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        var (files, tiles) = (Audit.Files(log.Options.Folder), await log.ScalarAsync<string>("select md5(string_agg(level || ':' || n || md5(hashes), ',' order by level, n)) from log.tile"));
        Directory.Delete(log.Options.Folder, recursive: true);
        Directory.CreateDirectory(log.Options.Folder);
        await log.ExecuteAsync("delete from log.tile where n % 3 = 0; update log.tile set hashes = '' where n % 3 = 1");

        Assert.Equal(70_000, await log.Rebuild.RunAsync(CancellationToken.None));
        Assert.True(await log.PublishAsync());

        Assert.Equal(tiles, await log.ScalarAsync<string>("select md5(string_agg(level || ':' || n || md5(hashes), ',' order by level, n)) from log.tile"));
        Assert.Equal(files, Audit.Files(log.Options.Folder));
        await Audit.CheckAsync(log, subjects);
    }

    [Fact]
    public async Task Entries_that_were_changed_in_the_database_give_no_tiles()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.AddAsync(300);
        await log.SequenceAllAsync();
        await log.ExecuteAsync("update log.bundle set entries = set_byte(entries, 40, get_byte(entries, 40) # 1) where n = 0");

        await Assert.ThrowsAsync<InvalidDataException>(() => log.Rebuild.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_was_sequenced_and_not_committed_is_never_published()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.PublishAsync();
        await log.AddAsync(5);
        await using (var dying = LogProcess.Start(log, crashAt: "seq.before_commit"))
        {
            Assert.Equal(128 + 9, (await dying.EndAsync()).ExitCode);
        }

        Assert.Equal(0, log.Setup.Published.ReadCheckpoint()?.Checkpoint.Size);
        Assert.Equal(5L, await log.ScalarAsync<long>("select count(*) from log.pending"));
    }
}
