namespace Netralitas.Faults.Cases;

/// <summary>All cases, in their order.</summary>
internal static class Catalogue
{
    internal static IReadOnlyList<FaultCase> All { get; } =
    [
        new F00Nothing(), new F01KilledServices(), new F02KilledBackends(), new F03KilledPostmaster(), new F04KilledBroker(), new F05BrokerAlarms(),
        new F06DatabaseVolumeFull(), new F07SpoolFullToo(), new F08SlowDatabase(), new F09SilentCuts(), new F10Duplicates(), new F11OutOfOrder(),
        new F12Clocks(), new F13Zombie(), new F14Poison(), new F15Restore(), new F16RollingRestart(), new F17Retries(), new F18GoneForGood(),
        new F19PartsApart(),
    ];
}
