using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The magnitude.</summary>
internal sealed record ComplexAbs : ComplexOperator, ITFLiteCodec<ComplexAbs, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.COMPLEX_ABS;

    public static OperatorSignature Signature => new OperatorSignature().In("input", TypeSet.Complexes).Out("output", TypeSet.Floats);

    public override string Name => "COMPLEX_ABS";

    public static ComplexAbs Read(NoOptions options) => new();

    public NoOptions Write() => new();

    public override Step PrepareFloat(KernelContext context) => context.Input(0).ElementType == ElementType.Complex64
        ? new FlatStep<ComplexMagnitudeRun>(context, default)
        : new FlatStep<DoubleMagnitudeRun>(context, default);
}
