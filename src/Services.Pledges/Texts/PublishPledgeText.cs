using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Texts;

internal sealed partial class PledgeTextEndpoint
{
    private const int MaxTitle = 300;
    private const int MaxSource = 500;
    private const int MaxContest = 200;
    private const int MaxPoints = 50;
    private const int MaxPointWording = 2_000;

    /// <summary>Publishes a text. Afterwards it can be named by declarations; once it is, it never changes.</summary>
    /// <remarks>When this returns, the text survives a crash. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, PLEDGE_TEXT_INVALID, PLEDGE_TEXT_UNKNOWN, PLEDGE_TEXT_NOT_YOURS, PLEDGE_TEXT_SUPERSEDED, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<PublishPledgeTextResponse> PublishPledgeText(PublishPledgeTextRequest request, ServerCallContext context)
    {
        Check(request);
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var language = request.Language.Length == 0 ? "id" : request.Language;
            var office = Caller.Of(context).Office;
            var previous = request.PreviousTextId.Length == 0 ? null : await PreviousAsync(request.PreviousTextId, language, office, context.CancellationToken);
            var text = new PledgeText
            {
                Id = Guid.CreateVersion7(),
                Kind = request.Kind,
                Title = request.Title.Trim(),
                Language = language,
                Source = request.Source.Trim(),
                Wording = request.Wording is Wording.Unspecified ? Wording.Verbatim : request.Wording,
                PublishedBy = office.ToString(),
                PublishedAt = clock.Now(),
                Points = PointsOf(request),
                Version = previous is null ? 1 : previous.Language == language ? previous.Version + 1 : previous.Version,
                PreviousTextId = previous?.Id,
                LegalBasis = request.LegalBasis.Trim(),
                Contest = request.Contest.Trim(),
            };
            db.PledgeTexts.Add(text);
            return new PublishPledgeTextResponse { PledgeTextId = text.Id.ToString() };
        });
    }

    /// <summary>Whether an office may publish the next version of a text, or a translation: the office that published it, and central Bawaslu. No other office of the same region, and none above it.</summary>
    /// <param name="publishedBy">The office that published the text, as it is written.</param>
    /// <param name="office">Who wants to.</param>
    internal static bool MayContinue(string publishedBy, Office office) => office == Office.CentralBawaslu || publishedBy == office.ToString();

    private static List<PledgePoint> PointsOf(PublishPledgeTextRequest request) =>
        [.. request.Points.Select(p => new PledgePoint { Number = p.Number, Wording = p.Wording.Trim(), Subjects = [.. p.Subjects], Nature = p.Nature })];

    // Whoever names the same previous text at the same time waits here for the other's commit.
    private async Task<PledgeText> PreviousAsync(string id, string language, Office office, CancellationToken cancel)
    {
        if (!Guid.TryParse(id, out var previousId))
        {
            throw PledgeRefusals.PledgeTextUnknown();
        }

        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({previousId.ToString()}, 0))", cancel);
        var previous = await db.PledgeTexts.AsNoTracking().SingleOrDefaultAsync(t => t.Id == previousId, cancel) ?? throw PledgeRefusals.PledgeTextUnknown();
        if (!MayContinue(previous.PublishedBy, office))
        {
            throw PledgeRefusals.PledgeTextNotYours();
        }

        return await db.PledgeTexts.AnyAsync(t => t.PreviousTextId == previousId && t.Language == language, cancel) ? throw PledgeRefusals.PledgeTextSuperseded() : previous;
    }

    internal static void Check(PublishPledgeTextRequest request) => Check(request, within: "");

    private static void Check(PublishPledgeTextRequest request, string within)
    {
        var faults = new Faults();
        faults.Unless(request.Kind is PledgeTextKind.Ikrar or PledgeTextKind.PaktaIntegritas, "kind", "Pilih jenis teks: ikrar atau pakta integritas.");
        faults.Unless(request.Title.Trim().Length is > 0 and <= MaxTitle, "title", $"Judul harus diisi, paling banyak {MaxTitle} karakter.");
        faults.Unless(request.Source.Length <= MaxSource, "source", $"Sumber paling banyak {MaxSource} karakter.");
        faults.Unless(request.Language.Length == 0 || (request.Language.Length <= 35 && LanguageTag().IsMatch(request.Language)), "language", "Bahasa ditulis sebagai kode BCP 47, misalnya id.");
        faults.Unless(Enum.IsDefined(request.Wording), "wording", "Pilih apakah butir dikutip utuh atau diringkas.");
        faults.Unless(request.LegalBasis.Length <= MaxSource, "legal_basis", $"Dasar hukum paling banyak {MaxSource} karakter.");
        faults.Unless(request.Contest.Length <= MaxContest, "contest", $"Nama pemilihan paling banyak {MaxContest} karakter.");
        faults.Unless(request.Points.Count > 0, "points", "Teks harus memuat sedikitnya satu butir.");
        faults.Unless(request.Points.Count <= MaxPoints, "points", $"Teks memuat paling banyak {MaxPoints} butir.");
        for (var n = 0; n < request.Points.Count; n++)
        {
            var point = request.Points[n];
            faults.Unless(point.Number == n + 1, $"points[{n}].number", $"Butir ini harus bernomor {n + 1}: penomoran dimulai dari 1 tanpa ada yang terlewat.");
            faults.Unless(point.Wording.Trim().Length is > 0 and <= MaxPointWording, $"points[{n}].wording", $"Isi butir harus ada, paling banyak {MaxPointWording} karakter.");
            faults.Unless(point.Subjects.Count > 0 && point.Subjects.All(s => s is not SubjectTag.Unspecified && Enum.IsDefined(s)),
                $"points[{n}].subjects", "Butir harus diberi sedikitnya satu pokok, misalnya SUBJECT_TAG_PRINSIP.");
            faults.Unless(Enum.IsDefined(point.Nature), $"points[{n}].nature", "Pilih apakah butir ini tentang diri sendiri atau tentang bawahan, atau kosongkan.");
        }

        if (faults.Any)
        {
            throw PledgeRefusals.PledgeTextInvalid([.. faults.Found.Select(fault => fault with { Field = within + fault.Field })]);
        }
    }

    // The form alone: which languages there are is not this service's to say.
    [GeneratedRegex(@"\A[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\z")]
    private static partial Regex LanguageTag();
}
