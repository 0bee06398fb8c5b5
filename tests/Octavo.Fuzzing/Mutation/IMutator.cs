namespace Octavo.Fuzzing;

/// <summary>One way to change bytes of a format.</summary>
internal interface IMutator
{
    /// <param name="donor">Another input of the same kind, from which parts may be taken.</param>
    /// <returns>The changed bytes; null where this input offers nothing to change.</returns>
    byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random);
}
