using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Signing;

internal sealed partial class SignatureEndpoint
{
    private const int MaxRefuserName = 200;

    /// <summary>Notes that a person refused to sign. Name and number are sealed.</summary>
    /// <remarks>When this returns, the fact survives a crash. The same request again gets the first answer; a person is noted once for a declaration, also by two at once.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, FACT_INVALID, DECLARATION_UNKNOWN, DECLARATION_NOT_OPEN, REGION_OUTSIDE_OFFICE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<RecordSigningRefusalResponse> RecordSigningRefusal(RecordSigningRefusalRequest request, ServerCallContext context)
    {
        var now = clock.Now();
        var faults = new Faults();
        CheckReason(request.Reason, faults);
        faults.Unless(request.Name.Length <= MaxRefuserName, "name", $"Nama paling banyak {MaxRefuserName} karakter.");
        faults.Unless((request.Name + request.Number).Trim().Length > 0, "name", "Sebutkan nama atau nomor pegawai.");
        var number = "";
        if (request.Number.Trim().Length > 0)
        {
            var isWellFormed = EmployeeNumber.TryParse(request.Number, IndonesianTimeZone.Wit.LocalDate(now), out var parsed, out var fault);
            faults.Unless(isWellFormed, "number", fault ?? "");
            number = isWellFormed ? parsed.Digits : "";
        }

        Refuse(faults);
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var cancel = context.CancellationToken;
            var declaration = (Guid.TryParse(request.DeclarationId, out var id) ? await db.HoldDeclarationAsync(id, cancel) : null) ?? throw PledgeRefusals.DeclarationUnknown();
            OwnRegion.Require(declaration.RegionCode, context);
            PledgeRefusals.Require(declaration.Status, RollChange.NoteFact);
            var index = number.Length > 0 ? personal.IndexOfNumber(number) : (Guid?)null;
            var factId = Guid.CreateVersion7();
            var noted = await db.NoteRefusalAsync(factId, id, index, personal.Seal("signing-refusal", $"{request.Name.Trim()}\n{number}"), request.Reason.Trim(), Caller.Of(context).Office, now, cancel);
            return new RecordSigningRefusalResponse { FactId = noted.ToString(), WasNoted = noted != factId };
        });
    }
}
