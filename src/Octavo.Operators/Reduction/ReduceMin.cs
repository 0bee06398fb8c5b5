using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The smallest over some axes; NaN is dropped, the type's largest finite value for nothing.</summary>
internal sealed record ReduceMin(bool KeepsAxes)
    : FloatReduceOperator<MinimumFunction, SmallestFold>(KeepsAxes), ITFLiteCodec<ReduceMin, ReducerOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.REDUCE_MIN;

    public override string Name => "REDUCE_MIN";

    protected override float Start => float.MaxValue;

    public static ReduceMin Read(ReducerOptions options) => new(options.KeepDims);

    public ReducerOptions Write() => new() { KeepDims = KeepsAxes };
}
