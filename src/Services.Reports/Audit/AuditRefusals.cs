using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Audit;

/// <summary>Every "no" that auditors are told. Reasons are listed in docs/errors.md.</summary>
internal static class AuditRefusals
{
    internal static RefusalException ChainUnknown() =>
        new(StatusCode.NotFound, "AUDIT_CHAIN_UNKNOWN", "Tidak ada catatan kantor ini yang dapat Anda periksa. Isi dengan kantor Anda atau kantor di bawahnya.",
            new FieldFault("office", "Isi dengan kantor, misalnya bawaslu:75.71, atau kosongkan untuk kantor Anda."));

    internal static RefusalException FilterInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "AUDIT_FILTER_INVALID", "Saringan catatan belum benar. Perbaiki setiap isian yang disebut.", faults);

    internal static RefusalException PageTokenInvalid() =>
        new(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", "Tanda halaman tidak dapat dibaca. Mulai lagi dari halaman pertama.",
            new FieldFault("page_token", "Isi dengan next_page_token dari halaman sebelumnya, atau kosongkan."));
}
