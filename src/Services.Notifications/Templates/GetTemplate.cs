using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Templates;

internal sealed partial class TemplateEndpoint
{
    /// <summary>One version, the fields that it may name, and how it looks.</summary>
    /// <exception cref="RefusalException">TEMPLATE_KIND_UNKNOWN, TEMPLATE_VERSION_UNKNOWN.</exception>
    [Authorize(Roles = Roles.InboxReaders)]
    public override async Task<GetTemplateResponse> GetTemplate(GetTemplateRequest request, ServerCallContext context)
    {
        var shipped = ShippedTemplates.Find(request.Kind) ?? throw TemplateRefusals.TemplateKindUnknown();
        var published = request.Version == 0 ? null : await db.Templates.AsNoTracking()
            .Where(t => t.Kind == request.Kind && (request.Version == -1 || t.Version == request.Version))
            .OrderByDescending(t => t.Version).FirstOrDefaultAsync(context.CancellationToken);
        var template = published ?? (request.Version is 0 or -1 ? shipped : throw TemplateRefusals.TemplateVersionUnknown());
        return new GetTemplateResponse
        {
            Version = template.Version,
            Words = new TemplateWords { Subject = template.Subject, Text = template.Text, Html = template.Html, ShortText = template.ShortText },
            Fields = { TemplateFields.Names },
            Example = template.Fill(TemplateFields.Example),
            PublishedAt = template.PublishedAt?.ToTimestamp(),
        };
    }
}
