using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The largest integer not above x.</summary>
internal sealed record Floor : UnaryOperator<FloorFunction>, ITFLiteCodec<Floor, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.FLOOR;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Floats);

    public override string Name => "FLOOR";

    public static Floor Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
