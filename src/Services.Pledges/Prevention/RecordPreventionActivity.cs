using System.Security.Cryptography;
using Google.Protobuf.Collections;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Signing;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    /// <summary>What files of activities are sealed for. Never changed.</summary>
    private const string EvidencePurpose = "prevention-evidence";

    private const int MaxMaterial = 1_000;
    private const int MaxFiles = 3;
    private const int MaxBytes = 3 * 1024 * 1024;

    /// <summary>Records an activity with its evidence; the duty is due again an interval after it.</summary>
    /// <remarks>When this returns, activity and evidence survive a crash. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, PREVENTION_INVALID, PREVENTION_DUTY_UNKNOWN, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<RecordPreventionActivityResponse> RecordPreventionActivity(RecordPreventionActivityRequest request, ServerCallContext context) =>
        await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (now, cancel, office) = (clock.Now(), context.CancellationToken, Caller.Of(context).Office);
            var duty = await db.OwnDutyAsync(request.DutyId, office, cancel);
            var faults = new Faults();
            var heldOn = Dates.Read(request.HeldOn, "held_on", Earliest, duty.Today(now), faults);
            Check(request, faults);
            var corrects = await ReadCorrectedAsync(request, duty, faults, cancel);
            Refuse(faults);
            var id = Guid.CreateVersion7();
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into pledges.prevention_activities (id, duty_id, measure, held_on, venue, audience, people, material, source, recorded_by, recorded_at, corrects, correction_reason)
                values ({id}, {duty.Id}, {request.Measure.ToString()}, {heldOn}, {request.Venue.Trim()}, {request.Audience.Trim()}, {request.People}, {request.Material.Trim()},
                    {request.Source.Trim()}, {office.ToString()}, {now}, {corrects}, {request.CorrectionReason.Trim()})
                """, cancel);
            await KeepAsync(id, request.Evidence, cancel);
            var rule = await RuleAsync(now, cancel);
            if (corrects is not null)
            {
                await db.ForgetActivitiesAsync(duty.Id, cancel);
            }

            await db.RefreshDutiesAsync(duty.Id, rule, duty.Today(now), cancel);
            Failpoint.Reach("activity.before_commit");
            return new RecordPreventionActivityResponse
            {
                ActivityId = id.ToString(),
                Duty = (await db.OwnDutyAsync(request.DutyId, office, cancel)).ToWire(rule, now),
            };
        });

    private static void Check(RecordPreventionActivityRequest request, Faults faults)
    {
        faults.Unless(request.Measure is not PreventionMeasure.Unspecified && Enum.IsDefined(request.Measure), "measure", "Pilih sosialisasi, pembinaan, atau pengawasan.");
        CheckWords(request.Venue, "venue", MaxPlace, faults);
        CheckWords(request.Audience, "audience", MaxPlace, faults);
        CheckWords(request.Material, "material", MaxMaterial, faults);
        faults.Unless(request.People >= 0, "people", "Jumlah orang tidak boleh kurang dari nol; isi 0 bila tidak diketahui.");
        faults.Unless(request.Source.Length <= MaxBasis, "source", $"Sumber paling banyak {MaxBasis} karakter.");
        faults.Unless(request.Evidence.Count > 0 || request.Source.Trim().Length > 0, "evidence", "Lampirkan bukti, atau sebutkan sumbernya.");
        faults.Unless(request.Evidence.Count <= MaxFiles && request.Evidence.Sum(file => (long)file.Content.Length) <= MaxBytes, "evidence", $"Paling banyak {MaxFiles} berkas, seluruhnya paling besar {MaxBytes / 1024 / 1024} MiB.");
        for (var n = 0; n < request.Evidence.Count; n++)
        {
            var file = request.Evidence[n];
            faults.Unless(file.FileName.Trim().Length is > 0 and <= MaxWords, $"evidence[{n}].file_name", $"Nama berkas harus diisi, paling banyak {MaxWords} karakter.");
            faults.Unless(AttestedList.IsWhatItSays(file), $"evidence[{n}].media_type", "Berkas harus PDF, JPEG, atau PNG, dan jenisnya disebut dengan benar.");
        }
    }

    // The duty's row is held, so that of two corrections of one entry the second finds the first.
    private async Task<Guid?> ReadCorrectedAsync(RecordPreventionActivityRequest request, Duty duty, Faults faults, CancellationToken cancel)
    {
        if (request.CorrectsActivityId.Length == 0)
        {
            faults.Unless(request.CorrectionReason.Length == 0, "correction_reason", "Sebutkan juga kegiatan yang dikoreksi, atau kosongkan.");
            return null;
        }

        await db.HoldDutyAsync(duty.Id, cancel);
        var isOwn = Guid.TryParse(request.CorrectsActivityId, out var id) && await db.IsLatestActivityAsync(duty.Id, id, cancel);
        faults.Unless(isOwn, "corrects_activity_id", "Kegiatan ini tidak ada pada kewajiban ini, atau sudah dikoreksi; koreksi entri yang terbaru.");
        faults.Unless(request.CorrectionReason.Trim().Length is > 0 and <= MaxBasis, "correction_reason", $"Sebutkan apa yang keliru, paling banyak {MaxBasis} karakter.");
        return id;
    }

    private async Task KeepAsync(Guid activityId, RepeatedField<Sheet> files, CancellationToken cancel)
    {
        for (var n = 0; n < files.Count; n++)
        {
            var (file, content) = (files[n], files[n].Content.ToByteArray());
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into pledges.prevention_evidence (activity_id, number, file_name, media_type, sha256, sealed)
                values ({activityId}, {n + 1}, {file.FileName.Trim()}, {file.MediaType}, {SHA256.HashData(content)}, {personal.Seal(EvidencePurpose, content)})
                """, cancel);
        }
    }
}
