using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>Constants that are packed together: equal to a list of the same ones in the same order.</summary>
internal readonly struct ConstantList(params ReadOnlySpan<Constant> constants) : IEquatable<ConstantList>
{
    private readonly Constant[] constants = [.. constants];

    /// <param name="operands">Constants, all of them.</param>
    public static ConstantList Of(IEnumerable<Operand> operands) => new([.. operands.Select(operand => operand.Value.Constant!)]);

    /// <summary>The elements of all of them.</summary>
    public int ElementCount => checked((int)constants.Sum(constant => constant.ElementCount));

    public ReadOnlySpan<Constant> AsSpan() => constants;

    public bool Equals(ConstantList other) => AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? obj) => obj is ConstantList other && Equals(other);

    public override int GetHashCode() => constants.Aggregate(0, HashCode.Combine);
}
