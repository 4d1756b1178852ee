using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.Rolls;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Netralitas.TransparencyLog;
using static Netralitas.Contracts.Pledges.V1.OfflineRowResult;

namespace Netralitas.Services.Pledges.Tests.Offline;

/// <summary>Sessions that are taken to a device without a network, and merged later.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class OfflineSessionTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task A_package_has_what_is_signed_and_is_signed_itself_and_the_same_request_gets_it_again()
    {
        var declaration = await HeldDeclaration.PlannedAsync(Replica);
        using var device = new OfflineDevice();
        var request = device.Request(declaration.Id, validHours: 48);

        var export = await Replica.Offline.ExportOfflineSessionAsync(request, declaration.Organiser);
        var again = await Replica.Offline.ExportOfflineSessionAsync(request, declaration.Organiser);
        device.Open(export);
        var session = device.Session;

        Assert.Equal(export, again);
        Assert.True(SignedNote.TryParse(export.Package.Bytes(), out var note, out _));
        Assert.True(VerifierKey.TryParse(export.VerifierKey, out var key, out _));
        Assert.True(note.TryVerify([key], out _, out _));
        Assert.StartsWith("netralitas/offline-session/v1\n", note.Text, StringComparison.Ordinal);
        Assert.Equal((export.ExportId, declaration.Id, "Tablet uji"), (session.GetProperty("export_id").GetString(), session.GetProperty("declaration_id").GetString(), session.GetProperty("device").GetString()));
        Assert.Equal(TimeSpan.FromHours(48), session.GetProperty("valid_until").GetDateTimeOffset() - session.GetProperty("issued_at").GetDateTimeOffset());
        Assert.Equal("Menjaga netralitas.", session.GetProperty("texts")[0].GetProperty("points")[0].GetProperty("wording").GetString());
        Assert.Equal(0, session.GetProperty("roster").GetArrayLength());
    }

    [Fact]
    public async Task What_was_signed_without_a_network_is_recorded_once_however_often_it_is_merged()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        using var device = await OfflineDevice.TakenAsync(declaration);
        device.Sign(1);
        device.Sign(2);
        var (file, requestId) = (device.File(), HeldDeclaration.NewId());
        await declaration.SignAsync(HeldDeclaration.Signer(2));

        var merged = await OfflineDevice.MergeAsync(Replica, file, declaration.Organiser, requestId);
        var same = await OfflineDevice.MergeAsync(Replica, file, declaration.Organiser, requestId);
        var twice = await OfflineDevice.MergeAsync(Replica, file, declaration.Organiser);
        device.Sign(3);
        var grown = await OfflineDevice.MergeAsync(Replica, device.File(), declaration.Organiser);
        var counts = (await declaration.GetAsync()).Counts;
        var listed = Assert.Single((await Replica.Offline.ListOfflineSessionsAsync(new ListOfflineSessionsRequest { DeclarationId = declaration.Id }, declaration.Organiser)).Sessions);

        Assert.Equal([RecordedOutsideRoster, AlreadyRecorded], merged.Rows.Select(row => row.Result));
        Assert.Equal((1, 1, false), (merged.Recorded, merged.Receipts.Count, merged.Rows[0].IsClockDoubtful));
        Assert.Equal(merged.Rows[0].SignatureId, merged.Receipts[0].SignatureId);
        Assert.Equal(merged, same);
        Assert.Equal([AlreadyMerged, AlreadyMerged], twice.Rows.Select(row => row.Result));
        Assert.Equal([AlreadyMerged, AlreadyMerged, RecordedOutsideRoster], grown.Rows.Select(row => row.Result));
        Assert.Equal((3, 3), (counts.Signatures, counts.PersonalPledges));
        Assert.Equal((3, 3, 2, 0), (listed.Merges, listed.Rows, listed.Recorded, listed.ClockDoubtful));
        Assert.Equal(2L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.signatures where declaration_id = $1 and method = 'Offline'", Guid.Parse(declaration.Id)));
        var proof = await Eventually.SeeAsync(() => Replica.Proofs.GetProofAsync(SealedRoll.Of(merged.Receipts[0])).ResponseAsync, found => found.State == ProofState.Proven);
        Assert.Equal(0, (await SealedRoll.VerifyAsync([], ("", proof.Proof.Bytes()))).Code);
    }

    [Fact]
    public async Task Of_one_person_on_two_devices_merged_at_once_one_signature_is_recorded()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        using var first = await OfflineDevice.TakenAsync(declaration);
        using var second = await OfflineDevice.TakenAsync(declaration);
        foreach (var person in Enumerable.Range(0, 20))
        {
            first.Sign(person);
            second.Sign(19 - person);
        }

        var (one, other) = (first.File(), second.File());
        var merges = await Task.WhenAll(new[] { one, other, one, other }.Select(file => OfflineDevice.MergeAsync(Replica, file, declaration.Organiser)));

        Assert.Equal(20, merges.Sum(merge => merge.Recorded));
        Assert.Equal(20, merges.SelectMany(merge => merge.Rows).Count(row => row.Result is AlreadyRecorded));
        Assert.Equal(40, merges.SelectMany(merge => merge.Rows).Count(row => row.Result is AlreadyMerged));
        Assert.Equal(20, (await declaration.GetAsync()).Counts.PersonalPledges);
    }

    [Fact]
    public async Task A_bad_row_is_left_out_and_told_and_a_clock_that_cannot_be_right_is_marked()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        using var device = await OfflineDevice.TakenAsync(declaration, validHours: 1);
        var now = DateTimeOffset.UtcNow;
        device.Sign(1, now.AddDays(-400));
        device.Sign(2, now.AddMinutes(61));
        device.Sign(3, number: "190001011925131999");
        device.Sign(4, confirms: false);
        device.Sign(5, now.AddMinutes(30));

        var merged = await OfflineDevice.MergeAsync(Replica, device.File(), declaration.Organiser);

        Assert.Equal([RecordedOutsideRoster, Rejected, Rejected, Rejected, RecordedOutsideRoster], merged.Rows.Select(row => row.Result));
        Assert.Equal([true, false, false, false, true], merged.Rows.Select(row => row.IsClockDoubtful && row.SignatureId.Length > 0));
        Assert.Equal(["1 signed_at", "2 signer_number", "3 confirms"], merged.Faults.Select(fault => $"{fault.Row} {fault.Field}"));
        Assert.Equal(2, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Fact]
    public async Task A_file_that_is_not_as_its_device_wrote_it_is_refused_whole()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        using var device = await OfflineDevice.TakenAsync(declaration);
        foreach (var person in Enumerable.Range(1, 3))
        {
            device.Sign(person);
        }

        var file = device.File();
        var lines = file.Split('\n');
        string Without(int line) => string.Join('\n', lines.Where((_, n) => n != line)).Replace("\"rows\":3", "\"rows\":2", StringComparison.Ordinal);
        device.Open(device.Export, [.. device.Export.Package.Bytes()[..^2], (byte)'x', (byte)'\n']);
        device.Sign(1);
        var otherPackage = device.File();

        Assert.Equal(
            ["OFFLINE_FILE_TAMPERED 1", "OFFLINE_FILE_TAMPERED 3", "OFFLINE_FILE_TAMPERED 3", "OFFLINE_FILE_TAMPERED 2", "OFFLINE_FILE_UNREADABLE 5", "OFFLINE_FILE_UNREADABLE 4", "OFFLINE_FILE_UNREADABLE 1", "OFFLINE_FILE_UNREADABLE 1"],
            await Task.WhenAll(new[]
            {
                otherPackage,
                file.Replace("Penanda uji 2", "Penanda uji 9", StringComparison.Ordinal),
                Without(2),
                string.Join('\n', lines[0], lines[2], lines[1], lines[3], lines[4], ""),
                file[..^1],
                string.Join('\n', lines[..4]) + "\n",
                "",
                "bukan berkas\n",
            }.Select(async changed =>
            {
                var refusal = await Refusal.OfAsync(OfflineDevice.MergeCall(Replica, changed, declaration.Organiser));
                Assert.Equal(StatusCode.InvalidArgument, refusal.Code);
                return $"{refusal.Reason} {System.Text.RegularExpressions.Regex.Match(refusal.Message, @"\(baris (\d+)\)").Groups[1].Value}";
            })));
        Assert.Equal(0, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Fact]
    public async Task A_closed_declaration_takes_what_was_signed_and_a_sealed_one_a_correction()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        using var device = await OfflineDevice.TakenAsync(declaration);
        device.Sign(1);
        await declaration.CloseAsync();
        var late = await Refusal.OfAsync(Replica.Offline.ExportOfflineSessionAsync(device.Request(declaration.Id), declaration.Organiser));
        var closed = await OfflineDevice.MergeAsync(Replica, device.File(), declaration.Organiser);
        device.Sign(2);
        var state = await declaration.SealAsync();
        var sealedRoll = await Refusal.OfAsync(OfflineDevice.MergeCall(Replica, device.File(), declaration.Organiser));
        var correction = await Replica.Declarations.CorrectRollAsync(
            new CorrectRollRequest
            {
                RequestId = HeldDeclaration.NewId(),
                DeclarationId = declaration.Id,
                ExpectedStateVersion = state.StateVersion,
                Wrong = "1 tanda tangan",
                Right = "2 tanda tangan",
                Basis = $"Berkas luring dari ekspor {device.Export.ExportId}",
            }, declaration.Organiser);

        Assert.Equal(("DECLARATION_NOT_OPEN", 1), (late.Reason, closed.Recorded));
        Assert.Equal("DECLARATION_SEALED", sealedRoll.Reason);
        Assert.Equal(1, correction.Number);
        Assert.Equal(1, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Fact]
    public async Task Nobody_exports_or_merges_what_is_not_theirs()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        using var device = await OfflineDevice.TakenAsync(declaration);
        device.Sign(1);
        var bad = device.Request(declaration.Id, validHours: 337);
        (bad.Device, bad.DeviceKey, bad.RosterRegionCode) = (" ", ByteString.CopyFrom(1, 2), "75");
        var withoutText = HeldDeclaration.Form("75.71", "");
        withoutText.Activities[0] = Activity.Sosialisasi;
        var socialisation = (await Replica.Declarations.OpenDeclarationAsync(withoutText, declaration.Organiser)).DeclarationId;
        var above = device.Request(declaration.Id, withRoster: true);
        above.RosterRegionCode = "75";

        Assert.Equal(["device", "device_key", "valid_hours", "roster_region_code"], (await Refusal.OfAsync(Replica.Offline.ExportOfflineSessionAsync(bad, declaration.Organiser))).Fields);
        Assert.Equal(["roster_region_code"], (await Refusal.OfAsync(Replica.Offline.ExportOfflineSessionAsync(above, declaration.Organiser))).Fields);
        Assert.Equal("DECLARATION_UNKNOWN", (await Refusal.OfAsync(Replica.Offline.ExportOfflineSessionAsync(device.Request(HeldDeclaration.NewId()), declaration.Organiser))).Reason);
        Assert.Equal("DECLARATION_WITHOUT_TEXT", (await Refusal.OfAsync(Replica.Offline.ExportOfflineSessionAsync(device.Request(socialisation), declaration.Organiser))).Reason);
        Assert.Equal("REGION_OUTSIDE_OFFICE", (await Refusal.OfAsync(Replica.Offline.ExportOfflineSessionAsync(device.Request(declaration.Id), TestIssuer.As("bawaslu:12")))).Reason);
        Assert.Equal("REGION_OUTSIDE_OFFICE", (await Refusal.OfAsync(Replica.Offline.ListOfflineSessionsAsync(new ListOfflineSessionsRequest { DeclarationId = declaration.Id }, TestIssuer.As("bawaslu:12")))).Reason);
        Assert.Equal("OFFLINE_EXPORT_UNKNOWN", (await Refusal.OfAsync(OfflineDevice.MergeCall(Replica, device.File(), TestIssuer.As("bawaslu:12")))).Reason);
        Assert.Equal(0, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Fact]
    public async Task The_names_in_a_package_are_of_those_who_have_not_pledged_and_are_nowhere_in_clear()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "75.03");
        await RosterFiles.SendAsync(Replica, RosterFiles.Csv(
            $"{HeldDeclaration.Nip(2_901)},Rahasia Sudah,PNS,Staf,Unit uji,75.03,,", $"{HeldDeclaration.Nip(2_902)},Rahasia Belum,PNS,Staf,Unit uji,75.03,,"), declaration.Organiser, "75.03");
        await declaration.SignAsync(HeldDeclaration.Signer(2_901));
        using var device = await OfflineDevice.TakenAsync(declaration, withRoster: true);
        var roster = device.Session.GetProperty("roster").EnumerateArray().Select(person => person.GetProperty("name").GetString()).ToList();
        device.Sign(2_902);
        var merged = await OfflineDevice.MergeAsync(Replica, device.File(), declaration.Organiser);

        Assert.Equal(["Rahasia Belum"], roster);
        Assert.Equal(1, device.Export.RosterPeople);
        Assert.Equal([Recorded], merged.Rows.Select(row => row.Result));
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.offline_exports where position('Rahasia'::bytea in package_sealed) > 0"));
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from messaging.request where position('Rahasia'::bytea in answer) > 0"));
    }

    [Fact]
    public async Task What_was_erased_does_not_come_back_by_the_same_file()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        using var device = await OfflineDevice.TakenAsync(declaration);
        device.Sign(2_921);
        var merged = await OfflineDevice.MergeAsync(Replica, device.File(), declaration.Organiser);
        await Eventually.SeeAsync(() => Replica.Proofs.GetProofAsync(SealedRoll.Of(merged.Receipts[0])).ResponseAsync, found => found.State == ProofState.Proven);
        await Replica.Erasure.EraseSignatureAsync(
            new EraseSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = merged.Rows[0].SignatureId, Basis = ErasureBasis.SubjectRequest, DecisionNumber = "3/UJI", NoProceedings = true },
            TestIssuer.As("bawaslu:00", "central"));
        var again = await OfflineDevice.MergeAsync(Replica, device.File(), declaration.Organiser);

        Assert.Equal((AlreadyMerged, 0), (again.Rows[0].Result, again.Recorded));
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.signatures where declaration_id = $1 and signer_name <> ''", Guid.Parse(declaration.Id)));
    }

    [Fact]
    public async Task Who_got_no_answer_to_a_merge_sends_it_again_and_has_the_receipts()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        using var device = await OfflineDevice.TakenAsync(declaration);
        device.Sign(1);
        var (file, requestId) = (device.File(), HeldDeclaration.NewId());
        await using (var dying = await PledgesProcess.StartAsync(service.Backing, "offline.after_commit_before_reply"))
        {
            await Assert.ThrowsAsync<RpcException>(() => OfflineDevice.MergeAsync(dying, file, declaration.Organiser, requestId));
            await dying.SeeDeadAsync();
        }

        var merged = await OfflineDevice.MergeAsync(Replica, file, declaration.Organiser, requestId);

        Assert.Equal((1, 1), (merged.Recorded, merged.Receipts.Count));
        Assert.Equal(1, (await declaration.GetAsync()).Counts.Signatures);
        Assert.Equal(1L, await service.Backing.ScalarAsync<long>(
            """
            select count(*) from (select type, body from messaging.outbox union all select type, body from messaging.outbox_sent) e
            where type like '%PledgesRecorded' and convert_from(body, 'UTF8') like '%' || $1 || '%'
            """, declaration.Id));
    }
}
