using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Templates;

internal sealed partial class TemplateEndpoint
{
    /// <summary>A version is published. When this returns, it survives a crash; what is planned afterwards is written with it.</summary>
    /// <remarks>The same request again gets the first answer. Of two who saw the same version, one is refused. A version is never changed.</remarks>
    /// <exception cref="RefusalException">TEMPLATE_INVALID, TEMPLATE_KIND_UNKNOWN, TEMPLATE_CHANGED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Central)]
    public override Task<PublishTemplateResponse> PublishTemplate(PublishTemplateRequest request, ServerCallContext context)
    {
        var words = request.Words ?? new TemplateWords();
        return ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            if (ShippedTemplates.Find(request.Kind) is null)
            {
                throw TemplateRefusals.TemplateKindUnknown();
            }

            if (TemplateFields.FaultsOf(words) is { Count: > 0 } faults)
            {
                throw TemplateRefusals.TemplateInvalid(faults);
            }

            var (by, now, version) = (Caller.Of(context).Subject, clock.Now(), request.ExpectedVersion + 1);
            // Of two at once the second waits for the first one's key, and then has it no more.
            var stored = await db.Database.ExecuteSqlAsync(
                $"""
                insert into notifications.templates (kind, version, subject, text, html, short_text, published_by, published_at)
                select {request.Kind}, {version}, {words.Subject}, {words.Text}, {words.Html}, {words.ShortText}, {by}, {now}
                where {request.ExpectedVersion} = (select coalesce(max(version), 0) from notifications.templates where kind = {request.Kind})
                on conflict do nothing
                """, context.CancellationToken);
            return stored == 1 ? new PublishTemplateResponse { Version = version } : throw TemplateRefusals.TemplateChanged();
        });
    }
}
