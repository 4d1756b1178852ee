namespace Netralitas.Elections.Contests;

/// <summary>The two bodies of election law. A report is handled under that of the contest it tells of.</summary>
public enum ContestFamily
{
    /// <summary>Pemilihan umum: President, DPR, DPD and DPRD (UU 7/2017, Perbawaslu 7/2022).</summary>
    Pemilu,

    /// <summary>Pemilihan kepala daerah, in the law only Pemilihan: governors, regents and mayors (UU 1/2015 as changed by UU 10/2016, Perbawaslu 8/2020 and 9/2024).</summary>
    Pilkada,
}
