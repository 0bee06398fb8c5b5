using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The real part.</summary>
internal sealed record Real : ComplexOperator, ITFLiteCodec<Real, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.REAL;

    public static OperatorSignature Signature => new OperatorSignature().In("input", TypeSet.Complexes).Out("output", TypeSet.Floats);

    public override string Name => "REAL";

    public static Real Read(NoOptions options) => new();

    public NoOptions Write() => new();

    public override Step PrepareFloat(KernelContext context) => context.Input(0).ElementType == ElementType.Complex64
        ? new FlatStep<ComplexPartRun<float>>(context, new(0))
        : new FlatStep<ComplexPartRun<double>>(context, new(0));
}
