using Netralitas.Elections.Contests;
using Netralitas.Elections.Transfers;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests.Transfers;

/// <summary>Between which offices a case may change hands: LAW-TRF-01 Pemilu, LAW-TRF-02 Pilkada.</summary>
public class TransferRulesTests
{
    private const string Ways = """
        Pelimpahan | Pemilu | 00 | 75 -> Derived
        Pelimpahan | Pemilu | 00 | 75.71 -> Verified
        Pelimpahan | Pemilu | 75 | 75.71 -> Verified
        Pelimpahan | Pemilu | 75 | 71.71 -> none
        Pelimpahan | Pemilu | 75 | 71 -> Derived
        Pelimpahan | Pemilu | 75.71 | 75.01 -> Verified
        Pelimpahan | Pemilu | 75.71 | 71.71 -> Verified
        Pelimpahan | Pemilu | 75.71 | 75 -> none
        Pelimpahan | Pemilu | 75.71 | 75.71 -> none
        Pelimpahan | Pemilu | 75.71 | 75.71.05 -> Derived
        Pelimpahan | Pemilu | 75.71 | 75.71.05.1003 -> none
        Pengambilalihan | Pemilu | 75.71.05 | 75.71 -> Verified
        Pengambilalihan | Pemilu | 75.71 | 75 -> Derived
        Pengambilalihan | Pemilu | 75 | 00 -> Derived
        Pengambilalihan | Pemilu | 75 | 75.71 -> none
        Pengambilalihan | Pemilu | 75.71 | 71 -> none
        Pelimpahan | Pilkada | 75.71 | 75.01 -> General
        Pengambilalihan | Pilkada | 75.71 | 75 -> General

        """;

    private static readonly DateOnly Day = Table.Date("2024-10-01");

    [Fact]
    public void A_case_goes_down_or_sideways_and_is_taken_over_from_above() => Assert.Equal(Ways, Table.Filled(Ways, input =>
        Find(input)?.Citation.Mark.ToString() ?? "none"));

    [Fact]
    public void Whose_law_is_not_known_yet_may_go_every_way() =>
        Assert.NotNull(TransferRules.Published.Find(TransferWay.Pelimpahan, null, RegionCode.Parse("75.71"), RegionCode.Parse("75.01"), Day));

    private static TransferRule? Find(string[] input) => TransferRules.Published.Find(
        Enum.Parse<TransferWay>(input[0]), Enum.Parse<ContestFamily>(input[1]), RegionCode.Parse(input[2]), RegionCode.Parse(input[3]), Day);
}
