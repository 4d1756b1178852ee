using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Pledges.Tests.Prevention;

/// <summary>The duty of a personnel authority, from the letter to what its lurah did (LAW-PRV-01); each test has a region of its own.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class PreventionTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    // The most western zone: a date that is not past there is past nowhere.
    private static DateOnly Today => IndonesianTimeZone.Wib.LocalDate(DateTimeOffset.UtcNow);

    [Fact]
    public async Task What_an_office_did_stays_with_the_office_when_its_holder_changes()
    {
        var duty = await RecordAsync("81.71", Today.AddDays(-400));
        await HolderAsync(duty, "Pj Contoh", OfficeTenure.Pj, Today.AddDays(-400));
        var held = await ActivityAsync(duty, Today.AddDays(-200));
        await HolderAsync(duty, "Wali Kota Contoh", OfficeTenure.Definitif, Today.AddDays(-100));
        var team = await Replica.Prevention.RecordJointTeamAsync(
            new RecordJointTeamRequest
            {
                RequestId = HeldDeclaration.NewId(),
                DutyId = duty.DutyId,
                Title = "Tim terpadu uji",
                Decree = "SK 1/2026",
                DecreedOn = Write(Today.AddDays(-90)),
                Institutions = { "Kesbangpol", "BKPSDM" },
            }, As("ppk:81.71", "agency"));
        var supervised = await ActivityAsync(duty, Today.AddDays(-1), PreventionMeasure.Pengawasan);

        var found = await Replica.Prevention.GetPreventionDutyAsync(new GetPreventionDutyRequest { DutyId = duty.DutyId }, As("bawaslu:81", "auditor"));
        var again = await ActivityAsync(duty, Today);

        Assert.Equal("Pejabat Pembina Kepegawaian Kota Ambon", found.Duty.OfficeText);
        Assert.Equal(["Wali Kota Contoh", "Pj Contoh"], found.Holders.Select(holder => holder.HolderName));
        Assert.Equal(
            [$"{supervised.ActivityId} {found.Holders[0].HolderId} False", $"{held.ActivityId} {found.Holders[1].HolderId} True"],
            found.Activities.Select(each => $"{each.ActivityId} {each.HolderId} {each.Counts}"));
        Assert.Equal((team.TeamId, "SK 1/2026", 2), (found.Teams[0].TeamId, found.Teams[0].Decree, found.Teams[0].Institutions.Count));
        Assert.Equal((Write(Today.AddDays(-200)), Write(Today.AddDays(-110)), true), (found.Duty.LastHeldOn, found.Duty.DueOn, found.Duty.IsOverdue));
        Assert.Equal((90, "U", true), (found.Rule.IntervalDays, found.Rule.Mark, found.Rule.Source.StartsWith("https://", StringComparison.Ordinal)));
        Assert.Equal((Write(Today), false), (again.Duty.LastHeldOn, again.Duty.IsOverdue));
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.prevention_holders where encode(sealed, 'escape') like '%Contoh%'"));
    }

    [Fact]
    public async Task A_correction_is_a_new_entry_that_counts_in_place_of_the_one_that_it_names_and_of_two_one_is_taken()
    {
        var duty = await RecordAsync("16.71", Today.AddDays(-400));
        var other = await RecordAsync("16.72", Today.AddDays(-400));
        var wrong = await ActivityAsync(duty, Today.AddDays(-5));
        RecordPreventionActivityRequest Correction(string of, string dutyId) => new()
        {
            RequestId = HeldDeclaration.NewId(),
            DutyId = dutyId,
            Measure = PreventionMeasure.Sosialisasi,
            HeldOn = Write(Today.AddDays(-200)),
            Venue = "Aula",
            Audience = "Pegawai",
            Material = "Netralitas",
            Source = "https://contoh.test/kegiatan",
            CorrectsActivityId = of,
            CorrectionReason = "Tanggalnya keliru.",
        };
        var nameless = Correction(wrong.ActivityId, duty.DutyId);
        nameless.CorrectionReason = "";

        var foreign = await Refusal.OfAsync(Replica.Prevention.RecordPreventionActivityAsync(Correction(wrong.ActivityId, other.DutyId), As("bawaslu:16")));
        var unexplained = await Refusal.OfAsync(Replica.Prevention.RecordPreventionActivityAsync(nameless, As("bawaslu:16")));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                return (await Replica.Prevention.RecordPreventionActivityAsync(Correction(wrong.ActivityId, duty.DutyId), As("bawaslu:16"))).Duty.LastHeldOn;
            }
            catch (Grpc.Core.RpcException refused)
            {
                return refused.StatusCode.ToString();
            }
        }));
        var found = await GetAsync(duty);

        Assert.Equal(["corrects_activity_id"], foreign.Fields);
        Assert.Equal(["correction_reason"], unexplained.Fields);
        Assert.Equal([Write(Today.AddDays(-200)), "InvalidArgument", "InvalidArgument", "InvalidArgument"], outcomes.Order(StringComparer.Ordinal));
        Assert.Equal(
            [$"{wrong.ActivityId} False  {found.Activities[1].ActivityId}", $"{found.Activities[1].ActivityId} True {wrong.ActivityId} "],
            found.Activities.Select(each => $"{each.ActivityId} {each.Counts} {each.CorrectsActivityId} {each.CorrectedByActivityId}"));
        Assert.Equal("Tanggalnya keliru.", found.Activities[1].CorrectionReason);
    }

    [Fact]
    public async Task A_declaration_of_the_region_is_an_activity_of_its_office_and_is_not_entered_again()
    {
        var duty = await RecordAsync("81.72", Today.AddDays(-300));
        async Task<string> HoldAsync(OrganiserKind organiser, Activity activity, int daysAgo)
        {
            var form = HeldDeclaration.Form("81.72", "");
            (form.HeldOn, form.Organiser.Kind) = (Write(Today.AddDays(-daysAgo)), organiser);
            form.Activities[0] = activity;
            return (await Replica.Declarations.OpenDeclarationAsync(form, As("bawaslu:81.72"))).DeclarationId;
        }

        var own = await HoldAsync(OrganiserKind.Kesbangpol, Activity.Sosialisasi, 20);
        var others = await HoldAsync(OrganiserKind.Bawaslu, Activity.Deklarasi, 10);
        var seen = await Eventually.SeeAsync(() => GetAsync(duty), answer => answer.Duty.LastHeldOn.Length > 0);
        var late = await Replica.Prevention.PassOnPreventionDutyAsync(PassOn(duty, DutyHolderKind.Opd, "81.72", "Dinas Contoh"), As("ppk:81.72", "agency"));

        Assert.Equal((Write(Today.AddDays(-20)), false), (seen.Duty.LastHeldOn, seen.Duty.IsOverdue));
        Assert.Equal([$"{others} False", $"{own} True"], seen.Activities.Select(each => $"{each.DeclarationId} {each.Counts}"));
        // An OPD shares its region with others: their events are not its own.
        Assert.Equal("", late.Duty.LastHeldOn);
    }

    [Fact]
    public async Task Who_has_and_has_not_passed_the_duty_on_is_seen_at_each_level()
    {
        await ExpectedPeople.ExpectAsync(Replica, "75.71", 2, "Dinas Kaskade");
        var duty = await RecordAsync("75.71", Today.AddDays(-10));
        var camat = (await Replica.Prevention.PassOnPreventionDutyAsync(PassOn(duty, DutyHolderKind.Kecamatan, "75.71.01"), As("ppk:75.71", "agency"))).Duty;
        var lurah = (await Replica.Prevention.PassOnPreventionDutyAsync(PassOn(camat, DutyHolderKind.Kelurahan, Kelurahan("75.71.01")), As("opd:75.71.01", "agency"))).Duty;
        await Replica.Prevention.PassOnPreventionDutyAsync(PassOn(duty, DutyHolderKind.Opd, "75.71", "dinas  kaskade"), As("ppk:75.71", "agency"));
        await ActivityAsync(lurah, Today, office: "opd:75.71.01");

        var city = await Replica.Prevention.ListDutyCascadeAsync(new ListDutyCascadeRequest { DutyId = duty.DutyId }, As("bawaslu:75.71"));
        var district = await Replica.Prevention.ListDutyCascadeAsync(new ListDutyCascadeRequest { DutyId = camat.DutyId }, As("bawaslu:75.71"));

        var districts = RegionDirectory.Children(RegionCode.Parse("75.71")).Count;
        Assert.Equal(districts, city.Units.Count(unit => unit.HolderKind is DutyHolderKind.Kecamatan));
        Assert.Equal(1, city.Units.Count(unit => unit.HolderKind is DutyHolderKind.Kecamatan && unit.Duty is not null));
        Assert.Single(city.Units, unit => unit is { HolderKind: DutyHolderKind.Opd, Duty: not null } && unit.UnitText.StartsWith("Dinas Kaskade", StringComparison.OrdinalIgnoreCase));
        Assert.Equal((3, city.Units.Count), (city.PassedOn, city.Expected));
        Assert.Equal((1, RegionDirectory.Children(RegionCode.Parse("75.71.01")).Count(place => place.Kind is RegionKind.Kelurahan)), (district.PassedOn, district.Expected));
        Assert.Equal(Write(Today), district.Units.Single(unit => unit.Duty is not null).Duty.LastHeldOn);
        Assert.Equal(2, (await GetAsync(duty)).Duty.PassedOn);
    }

    [Fact]
    public async Task Evidence_is_given_back_as_it_was_given_and_to_nobody_elsewhere()
    {
        var duty = await RecordAsync("81.01", Today.AddDays(-10));
        var file = new Sheet { FileName = "foto.pdf", MediaType = "application/pdf", Content = ByteString.CopyFromUtf8("%PDF-1.7 CONTOH") };
        var held = await ActivityAsync(duty, Today, evidence: file);

        var back = await Replica.Prevention.GetActivityEvidenceAsync(new GetActivityEvidenceRequest { ActivityId = held.ActivityId, Number = 1 }, As("bawaslu:81"));
        var foreign = await Refusal.OfAsync(Replica.Prevention.GetActivityEvidenceAsync(new GetActivityEvidenceRequest { ActivityId = held.ActivityId, Number = 1 }, As("bawaslu:82")));
        var told = (await GetAsync(duty)).Activities.Single().Evidence.Single();

        Assert.Equal(file, back.File);
        Assert.Equal("ACTIVITY_EVIDENCE_UNKNOWN", foreign.Reason);
        Assert.Equal(SHA256.HashData(file.Content.Span), told.Sha256.ToByteArray());
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.prevention_evidence where encode(sealed, 'escape') like '%CONTOH%'"));
    }

    [Fact]
    public async Task The_same_request_is_one_duty_and_of_two_at_once_for_one_office_one_is_refused()
    {
        var request = Form("81.02", Today);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ => (await Replica.Prevention.RecordPreventionDutyAsync(request, As("bawaslu:81.02"))).Duty.DutyId));
        var others = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ => await Attempt(Replica.Prevention.RecordPreventionDutyAsync(Form("81.03", Today), As("ppk:81.03", "agency")))));
        var activity = Held(new PreventionDuty { DutyId = both[0] }, Today);
        var activities = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ => (await Replica.Prevention.RecordPreventionActivityAsync(activity, As("bawaslu:81.02"))).ActivityId));
        activity.Venue = "Tempat lain";

        Assert.Single(both.Distinct());
        Assert.Equal(["", "PREVENTION_DUTY_EXISTS"], others.Order(StringComparer.Ordinal));
        Assert.Single(activities.Distinct());
        Assert.Equal("REQUEST_ID_REUSED", (await Refusal.OfAsync(Replica.Prevention.RecordPreventionActivityAsync(activity, As("bawaslu:81.02")))).Reason);
        Assert.Single((await GetAsync(new PreventionDuty { DutyId = both[0], RegionCode = "81.02" })).Activities);
    }

    [Fact]
    public async Task What_is_wrong_is_refused_with_every_field()
    {
        var duty = await RecordAsync("81.04", Today);
        var activity = new RecordPreventionActivityRequest { RequestId = HeldDeclaration.NewId(), DutyId = duty.DutyId, HeldOn = Write(Today.AddDays(2)), People = -1 };
        var disguised = Held(duty, Today);
        disguised.Evidence.Add(new Sheet { FileName = "foto.png", MediaType = "image/png", Content = ByteString.CopyFromUtf8("bukan gambar") });
        var village = RegionDirectory.Within(RegionCode.Parse("81.04"), RegionLevel.Village).First(place => place.Kind is RegionKind.Desa).Code.ToString();

        var refused = await Refusal.OfAsync(Replica.Prevention.RecordPreventionActivityAsync(activity, As("bawaslu:81.04")));

        Assert.Equal(["audience", "evidence", "held_on", "material", "measure", "people", "venue"], refused.Fields.Order(StringComparer.Ordinal));
        Assert.Equal("evidence[0].media_type", Assert.Single((await Refusal.OfAsync(Replica.Prevention.RecordPreventionActivityAsync(disguised, As("bawaslu:81.04")))).Fields));
        Assert.Equal("PREVENTION_DUTY_UNKNOWN", (await Refusal.OfAsync(Replica.Prevention.RecordPreventionActivityAsync(Held(duty, Today), As("bawaslu:82")))).Reason);
        Assert.Equal("CASCADE_NOT_ALLOWED", (await Refusal.OfAsync(Replica.Prevention.PassOnPreventionDutyAsync(PassOn(duty, DutyHolderKind.Kelurahan, village), As("bawaslu:81.04")))).Reason);
        Assert.Equal("PREVENTION_INVALID", (await Refusal.OfAsync(Replica.Prevention.PassOnPreventionDutyAsync(PassOn(duty, DutyHolderKind.Opd, "81.04"), As("bawaslu:81.04")))).Reason);
        Assert.Equal("REGION_UNKNOWN", (await Refusal.OfAsync(Replica.Prevention.RecordPreventionDutyAsync(Form("99", Today), As("bawaslu:00", "central")))).Reason);
        Assert.Equal("REGION_OUTSIDE_OFFICE", (await Refusal.OfAsync(Replica.Prevention.RecordPreventionDutyAsync(Form("82", Today), As("bawaslu:81")))).Reason);
        Assert.Equal("PREVENTION_INVALID", (await Refusal.OfAsync(Replica.Prevention.RecordPreventionDutyAsync(Form("81.04.01", Today), As("bawaslu:81.04")))).Reason);
        Assert.Equal("ROLE_NOT_ALLOWED", (await Refusal.OfAsync(Replica.Prevention.SetPreventionRuleAsync(new SetPreventionRuleRequest(), As("bawaslu:81.04")))).Reason);
        Assert.Equal("PREVENTION_INVALID", (await Refusal.OfAsync(Replica.Prevention.SetPreventionRuleAsync(
            new SetPreventionRuleRequest { RequestId = HeldDeclaration.NewId(), ValidFrom = Write(Today.AddDays(-2)), IntervalDays = 0, Mark = "?" }, As("bawaslu:00", "central")))).Reason);
    }

    private static string Kelurahan(string district) => RegionDirectory.Children(RegionCode.Parse(district)).First(place => place.Kind is RegionKind.Kelurahan).Code.ToString();

    private static async Task<string> Attempt<T>(Grpc.Core.AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return "";
        }
        catch (Grpc.Core.RpcException refused)
        {
            return Refusal.Of(refused).Reason;
        }
    }

    private static Grpc.Core.Metadata As(string office, string role = "officer") => TestIssuer.As(office, role);

    private static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static RecordPreventionDutyRequest Form(string region, DateOnly startsOn) =>
        new() { RequestId = HeldDeclaration.NewId(), RegionCode = region, StartsOn = Write(startsOn), Basis = "SE uji poin dua" };

    private static PassOnPreventionDutyRequest PassOn(PreventionDuty from, DutyHolderKind kind, string region, string unit = "") => new()
    {
        RequestId = HeldDeclaration.NewId(),
        DutyId = from.DutyId,
        HolderKind = kind,
        RegionCode = region,
        Unit = unit,
        PassedOnOn = Write(Today.AddDays(-5)),
        Instrument = "Instruksi uji",
    };

    private static RecordPreventionActivityRequest Held(PreventionDuty duty, DateOnly heldOn, PreventionMeasure measure = PreventionMeasure.Sosialisasi) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        DutyId = duty.DutyId,
        Measure = measure,
        HeldOn = Write(heldOn),
        Venue = "Aula uji",
        Audience = "Seluruh ASN",
        People = 40,
        Material = "Netralitas ASN",
        Source = "https://contoh.test/berita",
    };

    private async Task<RecordPreventionActivityResponse> ActivityAsync(
        PreventionDuty duty, DateOnly heldOn, PreventionMeasure measure = PreventionMeasure.Sosialisasi, string? office = null, Sheet? evidence = null)
    {
        var request = Held(duty, heldOn, measure);
        if (evidence is not null)
        {
            request.Evidence.Add(evidence);
        }

        return await Replica.Prevention.RecordPreventionActivityAsync(request, office is null ? As($"bawaslu:{duty.RegionCode}") : As(office, "agency"));
    }

    private async Task HolderAsync(PreventionDuty duty, string name, OfficeTenure tenure, DateOnly from) => await Replica.Prevention.RecordDutyHolderAsync(
        new RecordDutyHolderRequest { RequestId = HeldDeclaration.NewId(), DutyId = duty.DutyId, HolderName = name, Tenure = tenure, HoldsFrom = Write(from) }, As($"bawaslu:{duty.RegionCode}"));

    private async Task<PreventionDuty> RecordAsync(string region, DateOnly startsOn) =>
        (await Replica.Prevention.RecordPreventionDutyAsync(Form(region, startsOn), As($"bawaslu:{region}"))).Duty;

    private async Task<GetPreventionDutyResponse> GetAsync(PreventionDuty duty) =>
        await Replica.Prevention.GetPreventionDutyAsync(new GetPreventionDutyRequest { DutyId = duty.DutyId }, As("bawaslu:00", "central"));
}
