using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Texts;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests;

public class PublishPledgeTextTests
{
    private const string Faults = """
        no kind | kind | Pilih jenis teks: ikrar atau pakta integritas.
        kind 3 | kind | Pilih jenis teks: ikrar atau pakta integritas.
        title of spaces | title | Judul harus diisi, paling banyak 300 karakter.
        title of 301 | title | Judul harus diisi, paling banyak 300 karakter.
        source of 501 | source | Sumber paling banyak 500 karakter.
        language of 36 | language | Bahasa ditulis sebagai kode BCP 47, misalnya id.
        wording 3 | wording | Pilih apakah butir dikutip utuh atau diringkas.
        no points | points | Teks harus memuat sedikitnya satu butir.
        51 points | points | Teks memuat paling banyak 50 butir.
        a gap after 1 | points[1].number | Butir ini harus bernomor 2: penomoran dimulai dari 1 tanpa ada yang terlewat.
        a point of spaces | points[1].wording | Isi butir harus ada, paling banyak 2000 karakter.
        a point of 2,001 | points[1].wording | Isi butir harus ada, paling banyak 2000 karakter.
        a point without subject | points[1].subjects | Butir harus diberi sedikitnya satu pokok, misalnya SUBJECT_TAG_PRINSIP.
        an unspecified subject | points[1].subjects | Butir harus diberi sedikitnya satu pokok, misalnya SUBJECT_TAG_PRINSIP.

        """;

    [Fact]
    public void Every_fault_names_its_proto_field()
    {
        var table = FaultTable.Of(Good, PledgeTextEndpoint.Check,
        [
            ("no kind", r => r.Kind = PledgeTextKind.Unspecified),
            ("kind 3", r => r.Kind = (PledgeTextKind)3),
            ("title of spaces", r => r.Title = " "),
            ("title of 301", r => r.Title = new string('x', 301)),
            ("source of 501", r => r.Source = new string('x', 501)),
            ("language of 36", r => r.Language = new string('x', 36)),
            ("wording 3", r => r.Wording = (Wording)3),
            ("no points", r => r.Points.Clear()),
            ("51 points", r => r.Points.Add(Enumerable.Range(2, 50).Select(Point))),
            ("a gap after 1", r => r.Points.Add(Point(3))),
            ("a point of spaces", r => r.Points.Add(new Wire.PledgePoint { Number = 2, Wording = " ", Subjects = { SubjectTag.Lapor } })),
            ("a point of 2,001", r => r.Points.Add(new Wire.PledgePoint { Number = 2, Wording = new string('x', 2_001), Subjects = { SubjectTag.Lapor } })),
            ("a point without subject", r => r.Points.Add(new Wire.PledgePoint { Number = 2, Wording = "Netral." })),
            ("an unspecified subject", r => r.Points.Add(new Wire.PledgePoint { Number = 2, Wording = "Netral.", Subjects = { SubjectTag.Unspecified } })),
        ]);

        Assert.Equal(Faults, table);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var refusal = FaultTable.Refused(() => PledgeTextEndpoint.Check(new PublishPledgeTextRequest { Points = { new Wire.PledgePoint() } }));

        Assert.Equal((StatusCode.InvalidArgument, "PLEDGE_TEXT_INVALID"), (refusal.Code, refusal.Reason));
        Assert.Equal(["kind", "title", "points[0].number", "points[0].wording", "points[0].subjects"], refusal.Fields.Select(f => f.Field));
    }

    [Fact]
    public void Fifty_points_of_two_thousand_characters_are_a_text()
    {
        var request = Good();
        request.Points.Add(Enumerable.Range(2, 49).Select(Point));
        request.Points[49].Wording = new string('x', 2_000);

        PledgeTextEndpoint.Check(request);

        Assert.Equal(50, request.Points.Count);
    }

    private static PublishPledgeTextRequest Good() => new() { Kind = PledgeTextKind.Ikrar, Title = "Ikrar netralitas", Points = { Point(1) } };

    private static Wire.PledgePoint Point(int number) => new() { Number = number, Wording = "Menjaga netralitas.", Subjects = { SubjectTag.Prinsip } };
}
