using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The angle of the point (right, left), in [-pi, pi].</summary>
internal sealed record Atan2 : BinaryOperator<ArcTangent2Function>, ITFLiteCodec<Atan2, ATan2Options>
{
    public static BuiltinOperator Code => BuiltinOperator.ATAN2;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Floats);

    public override string Name => "ATAN2";

    public static Atan2 Read(ATan2Options options) => new();

    public ATan2Options Write() => new();
}
