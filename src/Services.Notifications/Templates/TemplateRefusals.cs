using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Templates;

/// <summary>Every "no" of the templates. Reasons are listed in docs/errors.md.</summary>
internal static class TemplateRefusals
{
    internal static RefusalException TemplateInvalid(IReadOnlyList<FieldFault> faults) =>
        new(StatusCode.InvalidArgument, "TEMPLATE_INVALID", "Naskah ini belum dapat diterbitkan. Perbaiki isian yang disebut di bawah.", faults);

    internal static RefusalException TemplateKindUnknown() =>
        new(StatusCode.NotFound, "TEMPLATE_KIND_UNKNOWN", "Jenis pemberitahuan ini tidak mempunyai naskah.", new FieldFault("kind", "Isi dengan jenis dari ListTemplates."));

    internal static RefusalException TemplateVersionUnknown() =>
        new(StatusCode.NotFound, "TEMPLATE_VERSION_UNKNOWN", "Versi naskah ini tidak ada.", new FieldFault("version", "Isi dengan versi dari ListTemplates, atau -1 untuk yang terbaru."));

    internal static RefusalException TemplateChanged() =>
        new(StatusCode.Aborted, "TEMPLATE_CHANGED", "Naskah jenis ini sudah diterbitkan lebih baru oleh orang lain. Buka lagi dengan GetTemplate, lalu kirim versi yang terlihat di sana.",
            new FieldFault("expected_version", "Isi dengan version dari GetTemplate."));
}
