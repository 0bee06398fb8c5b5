namespace Octavo.Fuzzing;

/// <summary>Leaves a file as it is.</summary>
internal sealed class NoMutator : IMutator
{
    public byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random) => null;
}
