using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Services.Reports.FollowUp;
using AgencyKind = Netralitas.Elections.Authorities.AgencyKind;

namespace Netralitas.Services.Reports.Tests.FollowUp;

/// <summary>The life of a forwarding, LAW-FWD-06; its personnel authority, LAW-FWD-04, never one who is himself a respondent, LAW-FWD-05; its file, LAW-FWD-07.</summary>
public class FollowUpLifeTests
{
    private const string Life = """
        Forwarded | Receive | Received
        Forwarded | Examine | UnderExamination
        Forwarded | Decide | Decided
        Forwarded | Discuss | Received
        Forwarded | Proceed | UnderExamination
        Forwarded | FallOverdue | Forwarded
        Forwarded | Escalate | Forwarded
        Forwarded | Close | Closed
        Received | Examine | UnderExamination
        Received | Decide | Decided
        Received | Discuss | Received
        Received | Proceed | UnderExamination
        Received | FallOverdue | Received
        Received | Escalate | Received
        Received | Correct | Received
        Received | Close | Closed
        UnderExamination | Decide | Decided
        UnderExamination | Discuss | UnderExamination
        UnderExamination | Proceed | UnderExamination
        UnderExamination | FallOverdue | UnderExamination
        UnderExamination | Escalate | UnderExamination
        UnderExamination | Correct | UnderExamination
        UnderExamination | Close | Closed
        Decided | Reopen | UnderExamination
        Decided | Correct | Decided
        Decided | Close | Closed
        Closed | Correct | Closed

        """;

    // Kind of agency, its region, seats and levels of respondents who are personnel authorities.
    private const string Routes = """
        RegencyGovernment | 75.71 |  |  -> ppk:75.71 kepala-daerah-kabupaten-kota False
        RegencyGovernment | 75.71 | 75.71 |  -> none menteri-dalam-negeri True
        RegencyGovernment | 75.71 | 75.01 |  -> ppk:75.71 kepala-daerah-kabupaten-kota False
        RegencyGovernment | 75.71 |  | Regency -> none menteri-dalam-negeri True
        RegencyGovernment | 75.71 |  | Regency National -> none badan-kepegawaian-negara True
        ProvinceGovernment | 75.71 |  |  -> ppk:75 gubernur False
        ProvinceGovernment | 75 |  | Province -> none menteri-dalam-negeri True
        ProvinceGovernment | 75 |  | Regency -> ppk:75 gubernur False
        VerticalAgency | 75.71 |  |  -> none menteri-atau-kepala-lembaga False
        VerticalAgency | 75.71 | 00 |  -> none badan-kepegawaian-negara True
        RegencyGovernment | 75 |  |  -> no route

        """;

    [Fact]
    public void Every_status_takes_every_step_as_the_table_says() => Assert.Equal(Life, string.Concat(
        from status in Enum.GetValues<ForwardingStatus>()
        where status != ForwardingStatus.Unspecified
        from step in Enum.GetValues<FollowUpStep>()
        where FollowUpLife.After(status, step) is not null
        select $"{status} | {step} | {FollowUpLife.After(status, step)}\n"));

    [Fact]
    public void A_case_goes_to_the_personnel_authority_and_past_one_who_is_himself_a_respondent() => Assert.Equal(Routes, string.Concat(
        Routes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" -> ")[0]).Select(input =>
        {
            var cells = input.Split(" | ");
            var reported = new AuthoritiesReported(
                Words(cells[2]).Select(code => RegionCode.Parse(code)).ToHashSet(), Words(cells[3]).Select(Enum.Parse<RegionLevel>).ToHashSet());
            var route = PersonnelRoute.Of(Enum.Parse<AgencyKind>(cells[0]), RegionCode.Parse(cells[1]), new DateOnly(2024, 10, 10), reported);
            return $"{input} -> {(route is null ? "no route" : $"{route.Office ?? "none"} {route.Authority.Id} {route.IsAbove}")}\n";
        })));

    [Fact]
    public void A_file_is_quoted_and_nothing_in_it_is_a_formula()
    {
        var document = new ForwardingDocument { RespondentName = "=cmd|' /C calc'!A0", Position = "Lurah, \"uji\"", ViolationCodes = { "D-06", "PID-01" }, RespondentNumber = "198601012010011001" };

        var lines = ForwardingFile.Csv(document).Split("\r\n");

        Assert.StartsWith("complaint_number,respondent_number,respondent_name,position,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(",198601012010011001,\"'=cmd|' /C calc'!A0\",\"Lurah, \"\"uji\"\"\",", lines[1], StringComparison.Ordinal);
        Assert.Contains(",D-06; PID-01,", lines[1], StringComparison.Ordinal);
        Assert.Equal(document, ForwardingDocument.Parser.ParseJson(ForwardingFile.Json(document)));
    }

    private static string[] Words(string cell) => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
