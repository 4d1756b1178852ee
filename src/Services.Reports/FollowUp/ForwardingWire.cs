using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Elections.Authorities;
using Netralitas.Elections.Sanctions;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;
using Wire = Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>Forwardings as offices, agencies and reporters are told them.</summary>
internal static class ForwardingWire
{
    /// <summary>A forwarding, without a name.</summary>
    /// <param name="forwarding">The forwarding.</param>
    /// <param name="handling">Who handles its case; its law has every authority that ever took something.</param>
    /// <param name="now">The present instant.</param>
    internal static Wire.Forwarding Of(Forwarding forwarding, Handling handling, DateTimeOffset now)
    {
        var authority = AuthorityOf(forwarding, handling.Law);
        return new Wire.Forwarding
        {
            ForwardingId = forwarding.Id.ToString(),
            Version = forwarding.Version,
            Status = forwarding.Status,
            StatusText = FollowUpLife.Words(forwarding.Status),
            RegistrationNumber = handling.RegistrationNumber,
            Respondent = forwarding.Respondent,
            Track = forwarding.Track,
            Authority = authority.Name,
            AuthorityId = authority.Id,
            Channel = authority.Channel,
            PersonnelAuthority = PersonnelAuthorities.Published.All.FirstOrDefault(row => (row.Id, (int?)row.Version) == (forwarding.PersonnelAuthorityId, forwarding.PersonnelAuthorityVersion))?.Title ?? "",
            AgencyOffice = forwarding.AgencyOffice ?? "",
            IsAbove = forwarding.IsAbove,
            Agency = forwarding.Agency,
            ForwardedOn = Day(forwarding.ForwardedOn),
            ActByOn = Day(forwarding.ActByOn),
            OverdueSince = forwarding.OverdueSince?.ToTimestamp(),
            Law = authority.Citation.Basis,
            Mark = authority.Citation.Mark.ToString(),
            EmployeeKind = forwarding.EmployeeKind,
            Criminal = forwarding.Track == Wire.ForwardingTrack.Crime ? CriminalWire.Of(forwarding, handling, now) : null,
        };
    }

    /// <summary>An entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="all">All of its forwarding.</param>
    internal static FollowUpEntry Entry(FollowUpRecord entry, IReadOnlyList<FollowUpRecord> all) => new()
    {
        Entry = entry.Number,
        Kind = entry.Kind,
        RecordedAt = entry.RecordedAt.ToTimestamp(),
        RecordedByOffice = entry.Office ?? "",
        IsOnBehalf = Office.TryParse(entry.Office, out var office) && office.Kind == Office.CentralBawaslu.Kind
            && entry.Kind is FollowUpEntryKind.Receipt or FollowUpEntryKind.Examination or FollowUpEntryKind.Decision,
        HappenedOn = Day(entry.HappenedOn),
        DocumentNumber = entry.DocumentNumber,
        SanctionCode = entry.SanctionCode ?? "",
        Sanction = SanctionText(entry.SanctionCode),
        Note = entry.Note,
        Corrects = entry.Corrects,
        IsCorrected = all.Any(other => other.Corrects == entry.Number),
        CriminalStep = entry.CriminalStep,
        LocalTime = entry.LocalTime?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>A sanction with its article; empty for none.</summary>
    internal static string SanctionText(string? code) =>
        SanctionCatalogue.Published.All.FirstOrDefault(row => row.Code == code) is { } sanction ? $"{sanction.Name} ({sanction.Citation.Basis})" : "";

    /// <summary>The respondent as far as the person is known; one without a word where nobody is named.</summary>
    internal static Respondent RespondentOf(CaseFile file, Forwarding forwarding) =>
        file.Respondents.ElementAtOrDefault(forwarding.Respondent - 1)?.Details ?? new Respondent();

    /// <summary>What the reporter is told: the authority and how far it is, never a person nor a sanction.</summary>
    internal static string Sentence(Forwarding forwarding, ElectionLaw law)
    {
        var done = forwarding.Status switch
        {
            ForwardingStatus.Forwarded => "menunggu tindak lanjut",
            ForwardingStatus.Received => "sudah diterima instansi yang berwenang",
            ForwardingStatus.UnderExamination => "sedang diperiksa instansi yang berwenang",
            ForwardingStatus.Decided => "sudah diputus instansi yang berwenang",
            ForwardingStatus.Closed => "tindak lanjut selesai",
            ForwardingStatus.Unspecified => throw new InvalidOperationException("A forwarding has a status."),
        };
        return $"Diteruskan kepada {AuthorityOf(forwarding, law).Name} pada {IndonesianDates.Date(forwarding.ForwardedOn)}: {done}.";
    }

    /// <summary>A local date as the contract writes it.</summary>
    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The authority that it went to, in the version of that day.</summary>
    internal static Authority AuthorityOf(Forwarding forwarding, ElectionLaw law) =>
        law.Authorities.All.Single(row => row.Id == forwarding.AuthorityId && row.Version == forwarding.AuthorityVersion);
}
