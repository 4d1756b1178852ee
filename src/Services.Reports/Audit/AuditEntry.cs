using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Audit;

/// <summary>That a case was read or changed: an entry in the chain of an office. Never changed; the database numbers and hashes it as it is added.</summary>
internal sealed class AuditEntry
{
    /// <summary>Random; no part of the chain.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose chain, as tokens name offices: of the office that handles the case then, or that of who called where no single case is concerned.</summary>
    public required string Office { get; init; }

    /// <summary>From 1 within the chain, without gaps.</summary>
    public long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditAct Act { get; init; }

    /// <summary>Full name of the RPC; empty where the service acted by itself.</summary>
    public required string Rpc { get; init; }

    /// <summary>As tokens name the person; <see cref="AuditCall.Reporter"/> or <see cref="AuditCall.Service"/>.</summary>
    public required string Actor { get; init; }

    /// <summary>As tokens name it; empty for the reporter and the service.</summary>
    public required string ActorOffice { get; init; }

    /// <summary>The case; null where no single one is concerned.</summary>
    public required Guid? ReportId { get; init; }

    /// <summary>Version of the case afterwards; 0 likewise.</summary>
    public required int Version { get; init; }

    /// <summary>Hash of the entry before; zeros for the first.</summary>
    public byte[] Previous { get; init; } = [];

    /// <summary><see cref="AuditChain.HashOf"/> of this entry.</summary>
    public byte[] Hash { get; init; } = [];
}

/// <summary>The last entry of a chain. Kept by the database alone.</summary>
internal sealed class AuditHead
{
    /// <summary>Whose chain.</summary>
    public required string Office { get; init; }

    /// <summary>Of the last entry.</summary>
    public required long Sequence { get; init; }

    /// <summary>Of the last entry.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>The heads of all chains at one instant, signed. Never changed.</summary>
internal sealed class AuditHeadList
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>As <see cref="AuditHeadsText"/> writes it.</summary>
    public required string Text { get; init; }

    /// <summary>Ed25519 over the text in UTF-8.</summary>
    public required byte[] Signature { get; init; }

    /// <summary>The key under which it holds.</summary>
    public required byte[] PublicKey { get; init; }
}
