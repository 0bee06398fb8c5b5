using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Operators;

namespace Octavo.Passes.Tests.NewOperators;

/// <summary>x / 2: an elementwise operator as somebody would add it, who knows nothing of passes, importers and plans.</summary>
internal sealed record Halve : UnaryOperator<Halve.HalveFunction>, ITFLiteCodec<Halve, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.PLACEHOLDER_FOR_GREATER_OP_CODES;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Floats);

    public override string Name => "HALVE";

    public static Halve Read(NoOptions options) => new();

    public NoOptions Write() => new();

    internal readonly struct HalveFunction : IFloatUnary
    {
        public TLanes Invoke<TLanes>(TLanes x)
            where TLanes : unmanaged, ILanes<TLanes> =>
            x * TLanes.Of(0.5f);
    }
}
