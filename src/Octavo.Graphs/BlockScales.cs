namespace Octavo.Graphs;

/// <summary>One scale for each block of neighbours along the last axis; zero points are 0.</summary>
/// <param name="Scales">The value that holds them, row by row.</param>
/// <param name="Size">Elements of a block.</param>
internal sealed record BlockScales(Value Scales, int Size) : QuantizationDetail
{
    public override IReadOnlyList<Value> Operands => [Scales];

    public override BlockScales Blocks => this;

    public override QuantizationDetail WithOperands(IReadOnlyList<Value> operands) => this with { Scales = operands[0] };
}
