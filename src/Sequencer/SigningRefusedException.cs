namespace Netralitas.Sequencer;

/// <summary>The tree in the database is not a continuation of what the log has signed: signing it would show two trees. Nothing is sequenced or signed until a person has mended it.</summary>
/// <param name="message">What contradicts what.</param>
internal sealed class SigningRefusedException(string message) : Exception(message);
