using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Templates;

internal sealed partial class TemplateEndpoint
{
    /// <summary>The kinds that have a template, each with its newest version.</summary>
    [Authorize(Roles = Roles.InboxReaders)]
    public override async Task<ListTemplatesResponse> ListTemplates(ListTemplatesRequest request, ServerCallContext context)
    {
        var newest = await db.Templates.GroupBy(t => t.Kind).Select(kind => new { kind.Key, Version = kind.Max(t => t.Version) }).ToDictionaryAsync(kind => kind.Key, kind => kind.Version, context.CancellationToken);
        return new ListTemplatesResponse
        {
            Kinds = { ShippedTemplates.All.Select(shipped => new TemplateKind { Kind = shipped.Template.Kind, Purpose = shipped.Purpose, Version = newest.GetValueOrDefault(shipped.Template.Kind) }) },
        };
    }
}
