namespace Octavo.Tensors;

/// <summary>
/// Carries what code of the caller threw, called back from deep inside, through the guards to where the call began, which throws it as it
/// was.
/// </summary>
internal sealed class CallbackException(Exception thrown) : Exception(thrown.Message, thrown);
