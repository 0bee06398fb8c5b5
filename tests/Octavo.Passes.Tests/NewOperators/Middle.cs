using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Operators;

namespace Octavo.Passes.Tests.NewOperators;

/// <summary>(left + right) / 2, with broadcasting: an operator of two operands, as somebody would add it.</summary>
internal sealed record Middle : BinaryOperator<Middle.MiddleFunction>, ITFLiteCodec<Middle, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.PLACEHOLDER_FOR_GREATER_OP_CODES;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Floats);

    public override string Name => "MIDDLE";

    public static Middle Read(NoOptions options) => new();

    public NoOptions Write() => new();

    internal readonly struct MiddleFunction : IFloatBinary
    {
        public TLanes Invoke<TLanes>(TLanes left, TLanes right)
            where TLanes : unmanaged, ILanes<TLanes> =>
            (left + right) * TLanes.Of(0.5f);
    }
}
