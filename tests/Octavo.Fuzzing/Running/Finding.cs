namespace Octavo.Fuzzing;

/// <summary>A fault, with the case that shows it and the changes that are needed.</summary>
/// <param name="Path">Where its input was written.</param>
internal sealed record Finding(string Kind, ulong Seed, long Index, uint Mask, string Signature, string Details, string Path)
{
    public override string ToString() =>
        $"{Kind}: {Signature}\n    case: --kind {Kind} --seed {Seed} --first {Index} --cases 1, changes {Mask:b}; input: {Path}";
}
