using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Lstm : ITFLiteCodec<Lstm, LSTMOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LSTM;

    public static OperatorSignature Signature => LstmSignature.OneDirection(4);

    public static Lstm Read(LSTMOptions options) => new(
        Enum.IsDefined(options.KernelType)
            ? (LstmKernelType)options.KernelType
            : throw new OctavoException(ErrorKind.MalformedModel, "the kernel type of LSTM is unknown", expected: "0 or 1",
                found: $"{(int)options.KernelType}"),
        options.FusedActivationFunction.ToFusedActivation(), options.CellClip, options.ProjClip, options.AsymmetricQuantizeInputs);

    public LSTMOptions Write() => new()
    {
        KernelType = (LSTMKernelType)KernelType,
        FusedActivationFunction = Activation.ToSchema(),
        CellClip = CellClip,
        ProjClip = ProjectionClip,
        AsymmetricQuantizeInputs = AsymmetricQuantizeInputs,
    };
}
