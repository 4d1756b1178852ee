using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.PersonPledges;

internal sealed partial class PersonPledgeEndpoint
{
    private const int MaxWords = 200;
    private const int MostPledges = 100;

    /// <summary>The personal pledges of one person that the officer may see. A signature for others is none of theirs [LAW-PLG-01].</summary>
    /// <remarks>Nothing is stored, and neither name nor number is logged. Where nothing is found the answer is the same whatever the reason.</remarks>
    /// <exception cref="RefusalException">SERVICE_NOT_TRUSTED, REGION_OUTSIDE_OFFICE, PERSON_INVALID.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<FindPersonPledgesResponse> FindPersonPledges(FindPersonPledgesRequest request, ServerCallContext context)
    {
        if (!proof.Holds(context, request, clock.Now()))
        {
            throw PersonRefusals.Untrusted();
        }

        var office = Caller.Of(context).Office;
        if (!office.Covers(request.HandlingRegionCode))
        {
            throw PledgeRefusals.RegionOutsideOffice(office);
        }

        var found = await SignaturesAsync(Read(request), context.CancellationToken);
        return new FindPersonPledgesResponse { Pledges = { found.Where(each => MaySee(office, each.Declaration.RegionCode)).OrderBy(each => each.Signature.Id).Take(MostPledges).Select(ToWire) } };
    }

    // An officer sees the rolls of the own region and below; a national declaration is everybody's.
    private static bool MaySee(Office office, string regionCode) => regionCode == RegionCode.National.ToString() || office.Covers(regionCode);

    private Guid[] Read(FindPersonPledgesRequest request)
    {
        var faults = new Faults();
        faults.Unless(request.Position.Length <= MaxWords && request.Agency.Length <= MaxWords, "position", $"Jabatan dan unit masing-masing paling banyak {MaxWords} karakter.");
        var isNumbered = request.SignerNumber.Length > 0;
        var fault = "";
        var number = default(EmployeeNumber);
        faults.Unless(!isNumbered || EmployeeNumber.TryParse(request.SignerNumber, IndonesianTimeZone.Wit.LocalDate(clock.Now()), out number, out fault), "signer_number", fault ?? "");
        faults.Unless(isNumbered || (request.Position.Trim().Length > 0 && request.Agency.Trim().Length > 0), "signer_number", "Sebutkan NIP atau NI PPPK, atau jabatan beserta unitnya.");
        if (faults.Any)
        {
            throw PersonRefusals.Invalid(faults.Found);
        }

        return isNumbered ? [personal.IndexOfNumber(number.Digits)] : [.. PostsOf(request)];
    }

    // A post is known within its regency, city or province, so the handling office's region and what it lies in are tried.
    private IEnumerable<Guid> PostsOf(FindPersonPledgesRequest request) =>
        RegionCode.Parse(request.HandlingRegionCode).Upwards.Select(region => personal.IndexOfPost(region.ToString(), request.Agency, request.Position));

    private async Task<List<Pledged>> SignaturesAsync(Guid[] indexes, CancellationToken cancel)
    {
        var found = await (
            from signature in db.Set<Signature>().AsNoTracking()
            join declaration in db.Declarations.AsNoTracking() on signature.DeclarationId equals declaration.Id
            join text in db.PledgeTexts.AsNoTracking() on declaration.PledgeTextId equals text.Id
            where signature.Represented == "" && (indexes.Contains(signature.SignerIndex!.Value) || (signature.SignerIndex == null && indexes.Contains(signature.PostIndex!.Value)))
            select new { signature, declaration, text }).ToListAsync(cancel);
        Guid[] ids = [.. found.Select(each => each.signature.Id)];
        var withdrawn = (await db.Database.SqlQuery<Guid>(
            $"""select signature_id as "Value" from pledges.pledge_facts where kind = 'Withdrawn' and signature_id = any({ids})""").ToListAsync(cancel)).ToHashSet();
        return [.. found.Select(each => new Pledged(each.signature, each.declaration, each.text, withdrawn.Contains(each.signature.Id)))];
    }

    private static PersonPledge ToWire(Pledged pledged) => new()
    {
        SignerName = pledged.Signature.SignerName,
        Position = pledged.Signature.Position,
        Agency = pledged.Signature.Agency,
        TextTitle = pledged.Text.Title,
        TextVersion = pledged.Text.Version,
        Kind = pledged.Text.Kind,
        Points = { pledged.Text.Points.OrderBy(p => p.Number).Select(p => new Wire.PledgePoint { Number = p.Number, Wording = p.Wording, Subjects = { p.Subjects }, Nature = p.Nature }) },
        Contests = { pledged.Declaration.Contests },
        DeclarationTitle = pledged.Declaration.Title,
        RegionCode = pledged.Declaration.RegionCode,
        HeldOn = Prevention.Dates.Write(pledged.Declaration.HeldOn),
        RecordedAt = pledged.Signature.RecordedAt.ToTimestamp(),
        IsWithdrawn = pledged.IsWithdrawn,
    };

    private sealed record Pledged(Signature Signature, Declaration Declaration, PledgeText Text, bool IsWithdrawn);
}
