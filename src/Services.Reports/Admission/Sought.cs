namespace Netralitas.Services.Reports.Admission;

/// <summary>A report that may be stored already.</summary>
/// <param name="RequestKey">The client's request.</param>
/// <param name="ContentHashes">What may stand for its content, as <see cref="Arrivals.HashesOf"/> gives it.</param>
internal sealed record Sought(Guid RequestKey, IReadOnlyList<byte[]> ContentHashes);
