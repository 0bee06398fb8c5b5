using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>x (bias + alpha s)^-beta, s the sum of squares of the channels around.</summary>
internal sealed record LocalResponseNormalization(int Radius, float Bias, float Alpha, float Beta) : RowOperator,
    ITFLiteCodec<LocalResponseNormalization, LocalResponseNormalizationOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LOCAL_RESPONSE_NORMALIZATION;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Floats);

    public override string Name => "LOCAL_RESPONSE_NORMALIZATION";

    public static LocalResponseNormalization Read(LocalResponseNormalizationOptions options) =>
        new(options.Radius, options.Bias, options.Alpha, options.Beta);

    public LocalResponseNormalizationOptions Write() => new() { Radius = Radius, Bias = Bias, Alpha = Alpha, Beta = Beta };

    public override Step PrepareFloat(KernelContext context) => new RowStep<Row>(context, new Row(Radius, Bias, Alpha, Beta));

    protected override bool Admits(int rank, out string expected)
    {
        expected = "[batch, height, width, channels]";
        return rank == 4;
    }

    private readonly unsafe struct Row(int radius, float bias, float alpha, float beta) : IRowFunction
    {
        public void Run(float* input, float* output, long count, KernelMode mode) =>
            FloatNormalization.LocalResponseRow(input, output, count, radius, bias, alpha, beta);
    }
}
