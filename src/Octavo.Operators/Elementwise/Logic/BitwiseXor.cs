using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;
using System.Collections.Frozen;

namespace Octavo.Operators;

/// <summary>Exclusive or of the bits.</summary>
internal sealed record BitwiseXor : LogicOperator<BitwiseXorFunction>, ITFLiteCodec<BitwiseXor, BitwiseXorOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.BITWISE_XOR;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Integers | ElementType.Boolean);

    public override string Name => "BITWISE_XOR";

    private protected override FrozenSet<ElementType> Types => IntegerTypes.AllAndBoolean;

    public static BitwiseXor Read(BitwiseXorOptions options) => new();

    public BitwiseXorOptions Write() => new();
}
