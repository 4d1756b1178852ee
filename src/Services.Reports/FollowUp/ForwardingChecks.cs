using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Authorities;
using Netralitas.Elections.Violations;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;
using AgencyKind = Netralitas.Elections.Authorities.AgencyKind;
using ForwardingTrack = Netralitas.Elections.Authorities.ForwardingTrack;
using Wire = Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>Whether respondents of a case can be forwarded as they are asked to be, and to whom. Pure.</summary>
/// <param name="request">What is asked.</param>
/// <param name="file">The case.</param>
/// <param name="today">Local date at the office.</param>
/// <param name="open">What was forwarded already and is not closed.</param>
/// <param name="joined">The respondents of reports that are joined to it.</param>
internal sealed class ForwardingChecks(
    ForwardCaseRequest request, CaseFile file, DateOnly today, IReadOnlyList<(int Respondent, Wire.ForwardingTrack Track)> open, IReadOnlyList<Respondent> joined)
{
    private const int LongestAgency = 200;

    private readonly AuthoritiesReported reported = Reported(request, file, today, joined);

    /// <summary>All that is wrong with the respondents.</summary>
    internal IEnumerable<FieldFault> Faults()
    {
        if (request.Respondents.Count == 0)
        {
            yield return new FieldFault("respondents", "Sebut sedikitnya satu terlapor.");
        }

        foreach (var (each, place) in request.ReportedAuthorities.Select((each, n) => (each, $"reported_authorities[{n}]")))
        {
            if (KindOf(each.AgencyKind) is null)
            {
                yield return new FieldFault($"{place}.agency_kind", "Pilih jenis instansi yang dipimpinnya.");
            }
            else if (SeatOf(each.AgencyKind, each.AgencyRegionCode, today) is null)
            {
                yield return new FieldFault($"{place}.agency_region_code", "Isi dengan kode Kemendagri wilayah instansi yang dipimpinnya, misalnya 75.71.");
            }
        }

        var tracks = QualifiedTracks(file);
        foreach (var (each, place) in request.Respondents.Select((each, n) => (each, $"respondents[{n}]")))
        {
            if (file.Outcomes.All(outcome => outcome.Respondent != each.Respondent || outcome.Outcome != PlenaryOutcome.Violation))
            {
                yield return new FieldFault($"{place}.respondent", "Isi dengan nomor terlapor yang diputus melanggar.");
            }
            else if (request.Respondents.Count(other => (other.Respondent, other.Track) == (each.Respondent, each.Track)) > 1 || open.Contains((each.Respondent, each.Track)))
            {
                yield return new FieldFault(place, "Terlapor ini sudah diteruskan pada jalur yang sama.");
            }

            foreach (var fault in TrackFaults(each, place, tracks).Concat(each.Track == Wire.ForwardingTrack.OtherLaw ? AgencyFaults(each, place) : []))
            {
                yield return fault;
            }
        }
    }

    /// <summary>The personnel authority of a respondent; null when it cannot be told.</summary>
    internal PersonnelRoute? RouteOf(ForwardedRespondent each) => KindOf(each.AgencyKind) is { } kind && RegionOf(each.AgencyRegionCode) is { } region
        ? PersonnelRoute.Of(kind, region, today, reported) : null;

    private IEnumerable<FieldFault> TrackFaults(ForwardedRespondent each, string place, HashSet<(int Respondent, ViolationTrack Track)> qualified)
    {
        if (Tracks.Of(each.Track) is not { } track)
        {
            yield return new FieldFault($"{place}.track", "Pilih jalur penerusan.");
        }
        else if (track is ForwardingTrack.HukumLainnya && !qualified.Contains((each.Respondent, ViolationTrack.HukumLainnya)))
        {
            yield return new FieldFault($"{place}.track", "Perbuatan terlapor ini tidak dikualifikasi sebagai pelanggaran hukum lainnya.");
        }
        else if (track is ForwardingTrack.Pidana && !qualified.Contains((each.Respondent, ViolationTrack.Pidana)))
        {
            yield return new FieldFault($"{place}.track", "Perbuatan terlapor ini tidak dikualifikasi sebagai tindak pidana.");
        }
        else if (file.Law.Authorities.Of(track, today) is null)
        {
            yield return new FieldFault($"{place}.track", "Tidak ada lembaga yang berwenang pada jalur ini pada hari ini.");
        }
    }

    private IEnumerable<FieldFault> AgencyFaults(ForwardedRespondent each, string place)
    {
        if (KindOf(each.AgencyKind) is null)
        {
            yield return new FieldFault($"{place}.agency_kind", "Pilih jenis instansi terlapor.");
        }
        else if (RouteOf(each) is null)
        {
            yield return new FieldFault($"{place}.agency_region_code", "Isi dengan kode Kemendagri wilayah instansi terlapor, misalnya 75.71.");
        }

        if (!ReportWords.Any(each.Agency) || each.Agency.Length > LongestAgency)
        {
            yield return new FieldFault($"{place}.agency", $"Isi dengan nama instansi, paling panjang {LongestAgency} karakter.");
        }

        if (each.EmployeeKind is not (EmployeeKind.Pns or EmployeeKind.Pppk or EmployeeKind.Ppnpn))
        {
            yield return new FieldFault($"{place}.employee_kind", "Pilih jenis kepegawaian terlapor.");
        }
    }

    /// <summary>The violations of a case that were never forwarded, each respondent on each track on which the acts are qualified: the case is not over before they were.</summary>
    internal static IEnumerable<(int Respondent, Wire.ForwardingTrack Track)> Owed(CaseFile file, IEnumerable<(int Respondent, Wire.ForwardingTrack Track)> forwarded)
    {
        var found = file.Outcomes.Where(outcome => outcome.Outcome == PlenaryOutcome.Violation).Select(outcome => outcome.Respondent).ToHashSet();
        return QualifiedTracks(file).Where(each => found.Contains(each.Respondent))
            .Select(each => (each.Respondent, each.Track == ViolationTrack.Pidana ? Wire.ForwardingTrack.Crime : Wire.ForwardingTrack.OtherLaw)).Except(forwarded);
    }

    // By what officers said of respondents, now and when the case was forwarded before, and by what every respondent of it and of what is joined to it is called: who knows no name writes the office in its place.
    private static AuthoritiesReported Reported(ForwardCaseRequest request, CaseFile file, DateOnly today, IReadOnlyList<Respondent> joined)
    {
        var told = file.Events.Where(happened => happened.Step == CaseStep.Forward).Select(happened => ForwardCaseRequest.Parser.ParseFrom(happened.Facts)).Append(request).ToList();
        var seats = told.SelectMany(each => each.Respondents).Where(each => each.IsPersonnelAuthority).Select(each => SeatOf(each.AgencyKind, each.AgencyRegionCode, today))
            .Concat(told.SelectMany(each => each.ReportedAuthorities).Select(each => SeatOf(each.AgencyKind, each.AgencyRegionCode, today)));
        var named = file.Respondents.Select(named => named.Details).Concat(joined).SelectMany(respondent => new[] { respondent.Position, respondent.Name, respondent.Description });
        return new(seats.OfType<RegionCode>().ToHashSet(), named.Select(PersonnelAuthorities.LevelOf).OfType<RegionLevel>().ToHashSet());
    }

    // The region of which somebody is the personnel authority; null when it cannot be told.
    private static RegionCode? SeatOf(Wire.AgencyKind agency, string regionCode, DateOnly today) => KindOf(agency) is { } kind
        ? RegionOf(regionCode)?.At(PersonnelAuthorities.Published.Of(kind, today)?.OfficeLevel ?? RegionLevel.National)
        : null;

    private static HashSet<(int Respondent, ViolationTrack Track)> QualifiedTracks(CaseFile file) => [.. file.Acts.Select(act => (act.Respondent, act.Row.Track))];

    private static RegionCode? RegionOf(string written) => RegionCode.TryParse(written.Trim(), out var code) && RegionDirectory.Find(code) is not null ? code : null;

    private static AgencyKind? KindOf(Wire.AgencyKind kind) => kind switch
    {
        Wire.AgencyKind.RegencyGovernment => AgencyKind.RegencyGovernment,
        Wire.AgencyKind.ProvinceGovernment => AgencyKind.ProvinceGovernment,
        Wire.AgencyKind.CentralAgency => AgencyKind.VerticalAgency,
        _ => null, // not told, or of a later contract
    };
}
