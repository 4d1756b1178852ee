using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Coverage;

/// <summary>What an erasure leaves of signatures, of the coverage and of attested lists: LAW-PDP-01.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class ErasedTests(PledgesService service)
{
    // Numbers that no other test of the run uses.
    private static int next = 980_000;

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task An_erased_signature_stays_in_its_declaration_and_leaves_the_coverage_once()
    {
        var people = Enumerable.Range(0, 3).Select(_ => NewNip()).ToList();
        var report = await RosterFiles.SendAsync(Replica, RosterFiles.Csv(people.Select(number => $"{number},Uji,PNS,Staf,Unit Uji,11.08.01,,")), TestIssuer.As("bawaslu:11.08"), "11.08");
        Assert.Empty(report.Faults);
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "11.08");
        var onBehalf = Signer(people[2]);
        onBehalf.OnBehalfOf = new Mandate { Represented = "seluruh staf", Basis = "surat kuasa" };
        var signed = await declaration.SignAsync(Signer(people[0]), Signer(people[1]), Signer(NewNip()), onBehalf, new Wire.Signature { Position = "Camat", Agency = "Kecamatan Uji" });
        await SeeAsync(declaration, total => total is { Pledged: 2, OutsideRoster: 2, OnBehalf: 1 });
        var withdrawn = signed.Receipts[1].SignatureId;
        var withdrawal = new WithdrawSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = withdrawn, Reason = "CONTOH" };
        await Replica.Signatures.WithdrawSignatureAsync(withdrawal, declaration.Organiser);

        foreach (var receipt in signed.Receipts)
        {
            await EraseAsync(receipt.SignatureId);
        }

        // What is noted of an erased signature finds nothing to take out a second time.
        await Replica.Signatures.WithdrawSignatureAsync(new WithdrawSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = signed.Receipts[0].SignatureId, Reason = "CONTOH" }, declaration.Organiser);
        var again = await declaration.SignAsync(Signer(people[0]));
        var left = await SeeAsync(declaration, total => total is { Pledged: 1, OutsideRoster: 0, OnBehalf: 0 });

        Assert.Equal((3L, 1, 0), (left.Total.Expected, again.Recorded, again.OutsideRoster));
        Assert.Equal((6, 5), (again.Counts.Signatures, again.Counts.PersonalPledges));
        Assert.Equal(0L, await CountAsync(
            """
            select count(*) from pledges.signatures where id = any($1) and (signer_name <> '' or signer_number is not null or sealed_number is not null or signer_index is not null
                or post_index is not null or position <> '' or position_key <> '' or agency <> '' or mandate_basis <> '' or represented not in ('', '(dihapus)'))
            """, signed.Receipts));
        Assert.Equal(0L, await CountAsync("select count(*) from pledges.pledged where signature_id = any($1)", signed.Receipts));
        Assert.Equal("", await service.Backing.ScalarAsync<string>("select reason from pledges.pledge_facts where signature_id = $1", Guid.Parse(withdrawn)));
    }

    [Fact]
    public async Task Signatures_of_a_list_and_of_a_stream_have_a_promise_and_the_scan_goes_with_the_last_of_them()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "11.08");
        var recorded = await Replica.Signatures.RecordAttestedListAsync(
            new RecordAttestedListRequest
            {
                RequestId = HeldDeclaration.NewId(),
                DeclarationId = declaration.Id,
                Method = SigningMethod.Paper,
                Signatures = { Signer(NewNip()), Signer(NewNip()) },
                AttestedBy = "Petugas uji",
                AttestedAs = "Kasubbag uji",
                Sheet = new Sheet { FileName = "uji.pdf", MediaType = "application/pdf", Content = ByteString.CopyFromUtf8("%PDF-1.7 CONTOH") },
            }, declaration.Organiser);
        await Signing.StreamSignaturesTests.SendAsync(Replica, declaration, Signing.StreamSignaturesTests.Batch(declaration, [Signer(NewNip())]));
        var roll = await Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = declaration.Id }, declaration.Organiser);
        Assert.Equal(3L, await service.Backing.ScalarAsync<long>(
            """
            select count(*) from pledges.signatures s join log.opening o on o.subject = s.id join log.promise p on p.id = o.promise and s.id = any(p.subjects)
            where s.declaration_id = $1
            """, Guid.Parse(declaration.Id)));

        await EraseAsync(roll.Signers[0].SignatureId);
        var withOne = await ListAsync(declaration, recorded.ListId);
        await EraseAsync(roll.Signers[1].SignatureId);
        var withNone = await ListAsync(declaration, recorded.ListId);
        await EraseAsync(roll.Signers[2].SignatureId);

        Assert.Equal(("Petugas uji", "%PDF-1.7 CONTOH"), (withOne.AttestedBy, withOne.Sheet.Content.ToStringUtf8()));
        Assert.Equal(("", null), (withNone.AttestedBy, withNone.Sheet));
    }

    private static string NewNip() => HeldDeclaration.Nip(Interlocked.Increment(ref next));

    private static Wire.Signature Signer(string number) => new() { SignerName = "Uji", SignerNumber = number, Position = "Staf", Agency = "Unit Uji" };

    private async Task<GetAttestedListResponse> ListAsync(HeldDeclaration declaration, string id) =>
        await Replica.Signatures.GetAttestedListAsync(new GetAttestedListRequest { ListId = id }, declaration.Organiser);

    // Refused until the entry has its place in the log.
    private async Task EraseAsync(string signatureId)
    {
        var request = new EraseSignatureRequest
        {
            RequestId = HeldDeclaration.NewId(),
            SignatureId = signatureId,
            Basis = ErasureBasis.SubjectRequest,
            DecisionNumber = "uji/1",
            NoProceedings = true,
        };
        await Eventually.SeeAsync(async () =>
        {
            try
            {
                await Replica.Erasure.EraseSignatureAsync(request, TestIssuer.As("bawaslu:00", "central"));
                return true;
            }
            catch (RpcException refused) when (refused.StatusCode is StatusCode.FailedPrecondition)
            {
                return false;
            }
        }, isErased => isErased);
    }

    private Task<long> CountAsync(string sql, IEnumerable<SignatureReceipt> receipts) =>
        service.Backing.ScalarAsync<long>(sql, receipts.Select(receipt => Guid.Parse(receipt.SignatureId)).ToArray());

    private Task<GetCoverageResponse> SeeAsync(HeldDeclaration declaration, Func<Wire.Coverage, bool> isWanted) =>
        Eventually.SeeAsync(
            () => Replica.Coverage.GetCoverageAsync(new GetCoverageRequest { Subject = new CoverageSubject { DeclarationId = declaration.Id }, RegionCode = "11.08" }, declaration.Organiser).ResponseAsync,
            answer => isWanted(answer.Total));
}
