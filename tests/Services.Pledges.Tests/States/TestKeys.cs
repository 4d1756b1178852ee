using Netralitas.Services.Pledges.Personal;

namespace Netralitas.Services.Pledges.Tests.States;

/// <summary>Keys of personal data that the replicas of these tests share.</summary>
internal static class TestKeys
{
    internal const string Current = "uji-kunci-0123456789-0123456789-0123456789";
    internal const string Index = "uji-indeks-0123456789-0123456789-0123456789";

    internal const string Service = "uji-layanan-0123456789-0123456789-0123456789";

    internal static PersonalData New() => new(new PersonalDataOptions { Keys = new Dictionary<string, string> { ["1"] = Current }, IndexKey = Index });
}
