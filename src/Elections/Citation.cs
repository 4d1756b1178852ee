namespace Netralitas.Elections;

/// <summary>Why a row of law is as it is.</summary>
/// <param name="Basis">The regulation or decree in Indonesian, as people are told it: "UU 1/2015 Pasal 134 ayat (5)".</param>
/// <param name="Source">Where it was read, an https address.</param>
/// <param name="Mark">How well it is known.</param>
/// <param name="Key">Its key in <c>docs/law/register.md</c>.</param>
public sealed record Citation(string Basis, string Source, Mark Mark, string Key);
