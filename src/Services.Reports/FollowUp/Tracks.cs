using LawTrack = Netralitas.Elections.Authorities.ForwardingTrack;
using Wire = Netralitas.Contracts.Reports.V1.ForwardingTrack;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>The tracks of the contract and of the law.</summary>
internal static class Tracks
{
    /// <summary>A track of the contract; null when none is told.</summary>
    internal static LawTrack? Of(Wire track) => track switch
    {
        Wire.OtherLaw => LawTrack.HukumLainnya,
        Wire.Crime => LawTrack.Pidana,
        Wire.Administration => LawTrack.Administrasi,
        Wire.OrganiserEthics => LawTrack.KodeEtikPenyelenggara,
        _ => null, // not told, or of a later contract
    };
}
