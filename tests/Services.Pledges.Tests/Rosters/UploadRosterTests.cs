using System.Text;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Pledges.Tests.Rosters;

[Collection(PledgesServiceCollection.Name)]
public sealed class UploadRosterTests(PledgesService service)
{
    private static readonly Metadata Office = TestIssuer.As("bawaslu:75.71");

    // A number that no other test of the run uses.
    private static int next = 500_000;

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Good_rows_are_kept_and_each_bad_one_is_told_by_its_line()
    {
        var (first, second) = (NewNip(), NewNip());
        var file = RosterFiles.Csv(
            $"{first},Uji Satu,PNS,Lurah,Kelurahan Uji,75.71.01,,",
            $"{first[..12]}13{first[14..]},Uji Dua,PNS,Lurah,Kelurahan Uji,75.71.01,,",
            $"{first},Uji Satu lagi,PNS,Lurah,Kelurahan Uji,75.71.01,,",
            ",,,,,,,",
            $"{second},\"Uji, Tiga\",PNS,Lurah,Kelurahan Uji,75.71.01,,",
            $"{NewNip()},Uji Empat,PNS,Lurah,Kelurahan Uji,12.17,,");

        var uploadId = HeldDeclaration.NewId();
        var report = await RosterFiles.SendAsync(Replica, file, Office, uploadId: uploadId);
        var again = await RosterFiles.SendAsync(Replica, file, Office, uploadId: uploadId);
        var asNew = await RosterFiles.SendAsync(Replica, file, Office);
        var listed = await Replica.Rosters.ListRosterFaultsAsync(new ListRosterFaultsRequest { UploadId = uploadId, PageSize = 2 }, Office);
        var rest = await Replica.Rosters.ListRosterFaultsAsync(new ListRosterFaultsRequest { UploadId = uploadId, PageSize = 2, PageToken = listed.NextPageToken }, Office);

        Assert.Equal((true, 5, 2, 0, 0, 3), (report.IsComplete, report.Rows, report.Added, report.Changed, report.Unchanged, report.Rejected));
        Assert.Equal(["3 nip", "4 nip", "7 kode wilayah"], report.Faults.Select(fault => $"{fault.Line} {fault.Column}"));
        Assert.Equal("Orang atau jabatan ini sudah ada pada baris 2. Hapus salah satunya.", report.Faults[1].Reason);
        Assert.Equal(report, again);
        Assert.Equal((0, 0, 2), (asNew.Added, asNew.Changed, asNew.Unchanged));
        Assert.Equal(report.Faults, listed.Faults.Concat(rest.Faults));
        Assert.Equal("", rest.NextPageToken);
    }

    [Fact]
    public async Task Names_and_numbers_are_in_the_database_only_sealed()
    {
        var nip = NewNip();
        var uploadId = HeldDeclaration.NewId();
        await RosterFiles.SendAsync(Replica, RosterFiles.Csv($"{nip},Nama Rahasia,PNS,Lurah,Kelurahan Uji,75.71,,"), Office, uploadId: uploadId);

        Assert.Equal(1L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.roster_entries where upload_id = $1", Guid.Parse(uploadId)));
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>(
            "select count(*) from pledges.roster_entries e where e::text like '%' || $1 || '%' or position(convert_to($1, 'UTF8') in e.sealed) > 0", nip));
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.roster_entries e where position(convert_to('Nama Rahasia', 'UTF8') in e.sealed) > 0"));
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>(
            "select (select count(*) from pledges.roster_chunks where upload_id = $1) + (select count(*) from pledges.roster_staging where upload_id = $1)", Guid.Parse(uploadId)));
    }

    [Fact]
    public async Task Windows_1252_with_semicolons_and_a_workbook_say_the_same()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var nip = NewNip();
        string[] headings = ["NIP", "Nama", "Kategori", "Jabatan", "Unit Kerja"];
        string[] row = [nip, "André Uji", "PNS", "Guru – ahli", "Sekolah Café"];
        var text = Encoding.GetEncoding(1252).GetBytes($"{string.Join(';', headings)}\r\n{string.Join(';', row)}\r\n");

        var csv = await RosterFiles.SendAsync(Replica, text, Office);
        var xlsx = await RosterFiles.SendAsync(Replica, RosterFiles.Xlsx([headings, row]), Office, format: RosterFormat.Xlsx);

        Assert.Equal((1, 0, 0), (csv.Added, csv.Unchanged, csv.Rejected));
        Assert.Equal((0, 1, 0), (xlsx.Added, xlsx.Unchanged, xlsx.Rejected));
        Assert.Equal("Guru – ahli", await service.Backing.ScalarAsync<string>("select position from pledges.roster_entries where upload_id = $1", Guid.Parse(csv.UploadId)));
    }

    [Fact]
    public async Task Titles_above_the_names_of_the_columns_are_no_data()
    {
        string[][] rows =
        [
            ["DAFTAR PEGAWAI NEGERI SIPIL"], ["Dinas Uji, keadaan September 2024"], ["", "", ""], ["No.", "NIP / NI PPPK", "Nama Lengkap", "Status Kepegawaian", "Jabatan", "Unit Kerja"],
            ["1", NewNip(), "Uji Satu", "PNS", "Staf", "Dinas Uji"], ["2", "1900 01011925 13 1 999", "Uji Dua", "PNS", "Staf", "Dinas Uji"],
        ];

        var report = await RosterFiles.SendAsync(Replica, RosterFiles.Xlsx(rows), Office, format: RosterFormat.Xlsx);

        Assert.Equal((2, 1, 1), (report.Rows, report.Added, report.Rejected));
        Assert.Equal("6 nip", $"{report.Faults.Single().Line} {report.Faults[0].Column}");
    }

    [Fact]
    public async Task A_file_that_broke_off_goes_on_where_it_was()
    {
        var file = RosterFiles.Csv(Enumerable.Range(0, 60).Select(n => $"{NewNip()},Uji {n},PNS,Staf,Unit Uji,75.71,,"));
        var uploadId = HeldDeclaration.NewId();

        var half = await RosterFiles.SendAsync(Replica, file, Office, uploadId: uploadId, to: file.Length / 2);
        var wrong = await Assert.ThrowsAsync<RpcException>(() => RosterFiles.SendAsync(Replica, file, Office, uploadId: uploadId));
        var known = await Replica.Rosters.GetRosterUploadAsync(new GetRosterUploadRequest { UploadId = uploadId }, Office);
        var whole = await RosterFiles.SendAsync(Replica, file, Office, uploadId: uploadId, from: (int)known.Report.ReceivedBytes);
        var foreign = await Refusal.OfAsync(Replica.Rosters.GetRosterUploadAsync(new GetRosterUploadRequest { UploadId = uploadId }, TestIssuer.As("bawaslu:12")));

        Assert.Equal((false, file.Length / 2), (half.IsComplete, half.ReceivedBytes));
        Assert.Equal(StatusCode.Aborted, wrong.StatusCode);
        Assert.Equal((true, 60, 0), (whole.IsComplete, whole.Added, whole.Rejected));
        Assert.Equal("ROSTER_UPLOAD_UNKNOWN", foreign.Reason);
    }

    [Theory]
    [InlineData("roster.chunk_stored")]
    [InlineData("roster.staged_before_commit")]
    [InlineData("roster.slice_merged")]
    public async Task After_a_crash_the_same_file_is_finished_and_nobody_is_counted_twice(string failpoint)
    {
        var file = RosterFiles.Csv(Enumerable.Range(0, 12_000).Select(n => $"{NewNip()},Uji {n},PNS,Staf,Unit {failpoint},75.71,,"));
        var uploadId = HeldDeclaration.NewId();
        await using (var dying = await PledgesProcess.StartAsync(service.Backing, failpoint))
        {
            await Assert.ThrowsAsync<RpcException>(() => RosterFiles.SendAsync(dying, file, Office, uploadId: uploadId));
            await dying.SeeDeadAsync();
        }

        var known = await Replica.Rosters.GetRosterUploadAsync(new GetRosterUploadRequest { UploadId = uploadId }, Office);
        var report = await RosterFiles.SendAsync(Replica, file, Office, uploadId: uploadId, from: (int)known.Report.ReceivedBytes);

        Assert.Equal((true, 12_000, 12_000, 0, 0), (report.IsComplete, report.Rows, report.Added, report.Changed, report.Unchanged));
        Assert.Equal(12_000L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.roster_entries where upload_id = $1", Guid.Parse(uploadId)));
    }

    [Fact]
    public async Task The_same_file_from_two_places_at_once_is_one_file()
    {
        var file = RosterFiles.Csv(Enumerable.Range(0, 200).Select(n => $"{NewNip()},Uji {n},PNS,Staf,Unit Uji,75.71,,"));
        var uploadId = HeldDeclaration.NewId();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                return (await RosterFiles.SendAsync(Replica, file, Office, uploadId: uploadId)).IsComplete ? "complete" : "incomplete";
            }
            catch (RpcException refused)
            {
                return $"{refused.StatusCode}: {refused.Status.Detail}";
            }
        }));

        Assert.Contains("complete", outcomes);
        Assert.All(outcomes, outcome => Assert.True(outcome is "complete" || outcome.StartsWith("Aborted", StringComparison.Ordinal), outcome));
        Assert.Equal(200L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.roster_entries where upload_id = $1", Guid.Parse(uploadId)));
    }

    [Fact]
    public async Task Nobody_takes_a_person_from_another_region_while_the_entry_there_is_valid()
    {
        var (here, ended) = (NewNip(), NewNip());
        await RosterFiles.SendAsync(Replica, RosterFiles.Csv($"{here},Uji,PNS,Staf,Unit Uji,12.17,,", $"{ended},Uji,PNS,Staf,Unit Uji,12.17,,2020-12-31"), TestIssuer.As("bawaslu:12.17"), region: "12.17");

        var report = await RosterFiles.SendAsync(Replica, RosterFiles.Csv($"{here},Uji,PNS,Staf,Unit Uji,75.71,,", $"{ended},Uji,PNS,Staf,Unit Uji,75.71,,"), Office);

        Assert.Equal((0, 1, 1), (report.Added, report.Changed, report.Rejected));
        Assert.Equal("Pegawai ini masih tercatat di unit wilayah lain. Minta unit itu mengakhiri masa berlakunya lebih dahulu.", Assert.Single(report.Faults).Reason);
    }

    [Fact]
    public async Task What_is_no_roster_is_refused_and_nothing_of_it_is_kept()
    {
        var empty = await RefusalAsync(new RosterFile { UploadId = HeldDeclaration.NewId(), RegionCode = "75.71", Format = RosterFormat.Csv, TotalBytes = 2L * 1024 * 1024 * 1024 });
        var region = await RefusalAsync(new RosterFile { UploadId = HeldDeclaration.NewId(), RegionCode = "99", Format = RosterFormat.Csv, TotalBytes = 5 });
        var foreign = await RefusalAsync(new RosterFile { UploadId = HeldDeclaration.NewId(), RegionCode = "12", Format = RosterFormat.Csv, TotalBytes = 5 });
        var uploadId = HeldDeclaration.NewId();
        var noColumns = await Assert.ThrowsAsync<RpcException>(() => RosterFiles.SendAsync(Replica, "a,b\n1,2\n"u8.ToArray(), Office, uploadId: uploadId));
        var noWorkbook = await Assert.ThrowsAsync<RpcException>(() => RosterFiles.SendAsync(Replica, "bukan lembar kerja"u8.ToArray(), Office, format: RosterFormat.Xlsx));
        var mended = await RosterFiles.SendAsync(Replica, RosterFiles.Csv($"{NewNip()},Uji,PNS,Staf,Unit Uji,75.71,,"), Office, uploadId: uploadId);

        Assert.Equal((StatusCode.InvalidArgument, true), (empty.StatusCode, empty.Status.Detail.Contains("512 MiB", StringComparison.Ordinal)));
        Assert.Equal((StatusCode.InvalidArgument, StatusCode.PermissionDenied), (region.StatusCode, foreign.StatusCode));
        Assert.Contains("Kolom ini tidak ditemukan: nip, nama, kategori, jabatan, unit kerja.", noColumns.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("tidak dapat dibaca sebagai lembar kerja", noWorkbook.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(1, mended.Added);
    }

    private static string NewNip() => HeldDeclaration.Nip(Interlocked.Increment(ref next));

    private async Task<RpcException> RefusalAsync(RosterFile file)
    {
        using var call = Replica.Rosters.UploadRoster(Office);
        await call.RequestStream.WriteAsync(new UploadRosterRequest { File = file });
        return await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseAsync);
    }
}
