using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left x right, with a fused activation.</summary>
public sealed record Mul(FusedActivation Activation = FusedActivation.None) : ArithmeticOperator<MultiplyFunction>(Activation), ITFLiteCodec<Mul, MulOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.MUL;

    public override string Name => "MUL";

    public static Mul Read(MulOptions options) => new(options.FusedActivationFunction.ToFusedActivation());

    public MulOptions Write() => new() { FusedActivationFunction = Activation.ToSchema() };
}
