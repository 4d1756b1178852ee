using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.DataSubjects;

/// <summary>What was asked, sealed and open.</summary>
internal static class SubjectContent
{
    /// <summary>Where the content of a request belongs.</summary>
    internal static ContentPlace PlaceOf(Guid id) => new(id, null, 1);

    /// <summary>Seals what an officer recorded to the office and to central Bawaslu.</summary>
    internal static byte[] Seal(ContentSealing sealing, Guid id, RecordDataRequestRequest asked, RegionCode office) =>
        sealing.SealForOffice(new RecordDataRequestRequest { Applicant = asked.Applicant, Text = asked.Text, Right = asked.Right }, PlaceOf(id), office);

    /// <summary>Opens it; what was erased is empty.</summary>
    internal static RecordDataRequestRequest Open(SubjectRequest request, IBodyOpener by) =>
        RecordDataRequestRequest.Parser.ParseFrom(SealedBody.Open(request.Content, PlaceOf(request.Id).Aad("step"), by));
}
