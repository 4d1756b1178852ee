using Law = Netralitas.Elections.Authorities.ForwardingTrack;
using Wire = Netralitas.Contracts.Reports.V1.ForwardingTrack;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>The tracks of the contract and of the law.</summary>
internal static class Tracks
{
    /// <summary>A track of the contract; null when none is told.</summary>
    internal static Law? Of(Wire track) => track switch
    {
        Wire.OtherLaw => Law.HukumLainnya,
        Wire.Crime => Law.Pidana,
        Wire.Administration => Law.Administrasi,
        Wire.OrganiserEthics => Law.KodeEtikPenyelenggara,
        _ => null, // not told, or of a later contract
    };
}
