using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Services.Notifications.Tests.Offices;

[Collection(BackingServicesCollection.Name)]
public sealed class OfficeDirectoryTests(BackingServices backing)
{
    [Fact]
    public async Task An_office_keeps_its_own_entry_and_central_keeps_all()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var offices = replica.Offices;
        var first = new RecordOfficeRequest { RequestId = Refused.NewId(), Entry = Entry("bawaslu:11.01") };
        first.Entry.ValidTo = "2099-12-31";

        Assert.Equal(1, (await offices.RecordOfficeAsync(first, TestIssuer.Central())).Version);
        Assert.Equal(1, (await offices.RecordOfficeAsync(first, TestIssuer.Central())).Version);
        var own = new RecordOfficeRequest { RequestId = Refused.NewId(), Entry = first.Entry.Clone(), ExpectedVersion = 1 };
        own.Entry.DutyFrom = "08:00";
        own.Entry.DutyTo = "16:00";
        Assert.Equal(2, (await offices.RecordOfficeAsync(own, TestIssuer.As("bawaslu:11.01"))).Version);
        var read = (await offices.GetOfficeAsync(new GetOfficeRequest(), TestIssuer.As("bawaslu:11.01"))).Entry;
        var listed = await offices.ListOfficesAsync(new ListOfficesRequest { PageSize = 1 }, TestIssuer.As("bawaslu:11"));

        own.Entry.Version = 2;
        own.Entry.RecordedAt = read.RecordedAt;
        Assert.Equal(own.Entry, read);
        Assert.Equal(read, Assert.Single(listed.Entries));
        Assert.Equal("", listed.NextPageToken);
        await Refused.AsAsync(StatusCode.NotFound, "OFFICE_UNKNOWN", offices.GetOfficeAsync(new GetOfficeRequest { Office = "bawaslu:11.01" }, TestIssuer.As("bawaslu:12")));
        await Refused.AsAsync(StatusCode.NotFound, "OFFICE_UNKNOWN", offices.GetOfficeAsync(new GetOfficeRequest { Office = "bawaslu:11.02" }, TestIssuer.Central()));
        await Refused.AsAsync(StatusCode.InvalidArgument, "OFFICE_INVALID", offices.GetOfficeAsync(new GetOfficeRequest { Office = "kota" }, TestIssuer.Central()));
        Assert.Empty((await offices.ListOfficesAsync(new ListOfficesRequest(), TestIssuer.As("bawaslu:12"))).Entries);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_refused_with_every_field_at_once_and_stores_nothing()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var offices = replica.Offices;
        var wrong = new OfficeEntry { Office = "kantor:11", Name = " ", DeputyOffice = "x", ValidFrom = "2024-13-01", ValidTo = "besok", DutyFrom = "8", DutyTo = "25:00" };
        wrong.Contacts.Add(new OfficeContact { Function = "", Channel = ContactChannel.Email, Address = "ketua@contoh.go.id\nBcc: lain@contoh.id" });
        wrong.Contacts.Add(new OfficeContact { Function = "Ketua", Channel = ContactChannel.Sms, Address = "0812345678" });
        wrong.Contacts.Add(new OfficeContact { Function = "Ketua" });
        var doubled = Entry("bawaslu:11.03");
        doubled.Contacts.Add(doubled.Contacts[0].Clone());

        var refusal = await Refused.AsAsync(StatusCode.InvalidArgument, "OFFICE_ENTRY_INVALID", offices.RecordOfficeAsync(new RecordOfficeRequest { RequestId = Refused.NewId(), Entry = wrong }, TestIssuer.Central()));
        var twice = await Refused.AsAsync(StatusCode.InvalidArgument, "OFFICE_ENTRY_INVALID", offices.RecordOfficeAsync(new RecordOfficeRequest { RequestId = Refused.NewId(), Entry = doubled }, TestIssuer.Central()));

        Assert.Equal(
            [
                "entry.office", "entry.name", "entry.deputy_office", "entry.valid_from", "entry.valid_to", "entry.duty_from", "entry.duty_to",
                "entry.contacts[0].function", "entry.contacts[0].address", "entry.contacts[1].address", "entry.contacts[2].channel",
            ], refusal.Fields);
        Assert.Equal(["entry.contacts[1].address"], twice.Fields);
        await Refused.AsAsync(StatusCode.InvalidArgument, "REQUEST_ID_INVALID", offices.RecordOfficeAsync(new RecordOfficeRequest { Entry = Entry("bawaslu:11.03") }, TestIssuer.Central()));
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from notifications.offices where office in ('kantor:11', 'bawaslu:11.03')"));
    }

    [Fact]
    public async Task Another_office_and_another_term_are_not_an_offices_to_change()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var offices = replica.Offices;
        var own = new RecordOfficeRequest { RequestId = Refused.NewId(), Entry = Entry("ppk:11.04") };
        var longer = new RecordOfficeRequest { RequestId = Refused.NewId(), Entry = Entry("ppk:11.04"), ExpectedVersion = 1 };
        longer.Entry.ValidTo = "2099-12-31";

        await Refused.AsAsync(StatusCode.NotFound, "OFFICE_UNKNOWN", offices.RecordOfficeAsync(own, TestIssuer.As("ppk:11", "agency")));
        Assert.Equal(1, (await offices.RecordOfficeAsync(own, TestIssuer.As("ppk:11.04", "agency"))).Version);
        var refusal = await Refused.AsAsync(StatusCode.InvalidArgument, "OFFICE_ENTRY_INVALID", offices.RecordOfficeAsync(longer, TestIssuer.As("ppk:11.04", "agency")));

        Assert.Equal(["entry.valid_to"], refusal.Fields);
        var unauthorised = await Assert.ThrowsAsync<RpcException>(async () => await offices.RecordOfficeAsync(own, TestIssuer.As("bawaslu:11.04", "auditor")));
        Assert.Equal(StatusCode.PermissionDenied, unauthorised.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Of_two_who_saw_the_same_version_one_is_refused(int version)
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var office = $"bawaslu:11.1{version}";
        if (version == 1)
        {
            await replica.Offices.RecordOfficeAsync(new RecordOfficeRequest { RequestId = Refused.NewId(), Entry = Entry(office) }, TestIssuer.Central());
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await replica.Offices.RecordOfficeAsync(new RecordOfficeRequest { RequestId = Refused.NewId(), Entry = Entry(office), ExpectedVersion = version }, TestIssuer.Central());
                return StatusCode.OK;
            }
            catch (RpcException refused)
            {
                return refused.StatusCode;
            }
        }));

        Assert.Equal((1, 7), (answers.Count(a => a == StatusCode.OK), answers.Count(a => a == StatusCode.Aborted)));
        Assert.Equal(version + 1, await backing.ScalarAsync<int>("select version from notifications.offices where office = $1", office));
    }

    [Fact]
    public async Task Whoever_got_no_answer_sends_again_and_has_recorded_once()
    {
        var request = new RecordOfficeRequest { RequestId = Refused.NewId(), Entry = Entry("bawaslu:11.12") };
        await using (var dying = await NotificationsProcess.StartAsync(backing, crashAt: "offices.after_commit_before_reply"))
        {
            await Assert.ThrowsAsync<RpcException>(async () => await dying.Offices.RecordOfficeAsync(request, TestIssuer.Central()));
            await dying.SeeDeadAsync("offices.after_commit_before_reply");
        }

        await using var next = await NotificationsProcess.StartAsync(backing);

        Assert.Equal(1, (await next.Offices.RecordOfficeAsync(request, TestIssuer.Central())).Version);
        Assert.Equal(1, await backing.ScalarAsync<int>("select version from notifications.offices where office = 'bawaslu:11.12'"));
    }

    /// <summary>An entry that can be recorded.</summary>
    internal static OfficeEntry Entry(string office, params (ContactChannel Channel, string Address)[] contacts)
    {
        var entry = new OfficeEntry { Office = office, Name = $"CONTOH {office}" };
        var wanted = contacts.Length == 0 ? [(ContactChannel.Email, $"ketua-{office.Replace(':', '-')}@contoh.go.id")] : contacts;
        entry.Contacts.AddRange(wanted.Select((contact, n) => new OfficeContact { Function = $"Anggota {n + 1}", Channel = contact.Channel, Address = contact.Address }));
        return entry;
    }

    /// <summary>Records an entry as central.</summary>
    internal static async Task RecordAsync(NotificationsProcess replica, OfficeEntry entry) =>
        await replica.Offices.RecordOfficeAsync(new RecordOfficeRequest { RequestId = Refused.NewId(), Entry = entry }, TestIssuer.Central());
}
