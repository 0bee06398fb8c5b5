using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The imaginary part.</summary>
internal sealed record Imag : ComplexOperator, ITFLiteCodec<Imag, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.IMAG;

    public static OperatorSignature Signature => new OperatorSignature().In("input", TypeSet.Complexes).Out("output", TypeSet.Floats);

    public override string Name => "IMAG";

    public static Imag Read(NoOptions options) => new();

    public NoOptions Write() => new();

    public override Step PrepareFloat(KernelContext context) => context.Input(0).ElementType == ElementType.Complex64
        ? new FlatStep<ComplexPartRun<float>>(context, new(1))
        : new FlatStep<ComplexPartRun<double>>(context, new(1));
}
