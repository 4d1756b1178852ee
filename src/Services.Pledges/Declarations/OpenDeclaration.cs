using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;
using Netralitas.Services.Pledges.Texts;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    /// <summary>Records a declaration and queues <see cref="DeclarationHeld"/> in the same transaction.</summary>
    /// <remarks>When this returns, the declaration survives a crash and the event is published at least once. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, DECLARATION_INVALID, REGION_UNKNOWN, REGION_OUTSIDE_OFFICE, PLEDGE_TEXT_UNKNOWN, PLEDGE_TEXT_IS_TRANSLATION, PARENT_DECLARATION_UNKNOWN,
    /// PARENT_REGION_MISMATCH, DECLARATION_SEALED, DECLARATION_CANCELLED, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<OpenDeclarationResponse> OpenDeclaration(OpenDeclarationRequest request, ServerCallContext context)
    {
        var form = ReadOwn(request, context);
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            await RequireTextAsync(form.PledgeTextId, context.CancellationToken);
            await RequireParentAsync(form, context.CancellationToken);
            var declaration = form.ToDeclaration(Guid.CreateVersion7(), DeclarationStatus.Open, clock.Now());
            db.Declarations.Add(declaration);
            await db.CountPresentAsync(declaration, declaration.Participants, context.CancellationToken);
            await db.EnqueueAsync(HeldEvent(declaration), declaration.Id, declaration.Version, context.CancellationToken);
            return new OpenDeclarationResponse { DeclarationId = declaration.Id.ToString() };
        });
    }

    private static DeclarationForm ReadOwn(OpenDeclarationRequest request, ServerCallContext context)
    {
        var form = DeclarationForm.Read(request);
        OwnRegion.Require(form.Region.Code.ToString(), context);
        return form;
    }

    private async Task RequireTextAsync(Guid? textId, CancellationToken cancel)
    {
        if (textId is { } id && !await db.PledgeTexts.AnyAsync(t => t.Id == id, cancel))
        {
            throw PledgeRefusals.PledgeTextUnknown();
        }

        if (textId is { } named && await db.IsTranslationAsync(named, cancel))
        {
            throw PledgeRefusals.PledgeTextIsTranslation();
        }
    }

    private async Task RequireParentAsync(DeclarationForm form, CancellationToken cancel)
    {
        if (form.ParentDeclarationId is not { } parentId)
        {
            return;
        }

        // Locked, so that a parent is not sealed while it gets a session.
        var parent = await db.LockDeclarationAsync(parentId, cancel) ?? throw PledgeRefusals.ParentDeclarationUnknown();
        var parentRegion = parent.RegionCode;
        PledgeRefusals.Require(parent.Status, RollChange.AddSession);
        if (parentRegion != RegionCode.National.ToString() && !RegionCode.Parse(parentRegion).Contains(form.Region.Code))
        {
            throw PledgeRefusals.ParentRegionMismatch(parentRegion);
        }
    }

    private static DeclarationHeld HeldEvent(Declaration declaration) => new()
    {
        DeclarationId = declaration.Id,
        Version = declaration.Version,
        RegionCode = declaration.RegionCode,
        Title = declaration.Title,
        HeldOn = declaration.HeldOn,
        StartsAt = declaration.StartsAt,
        TimeZone = declaration.TimeZone.Abbreviation(),
        ParentDeclarationId = declaration.ParentDeclarationId,
        RecordedAt = declaration.RecordedAt,
    };
}
