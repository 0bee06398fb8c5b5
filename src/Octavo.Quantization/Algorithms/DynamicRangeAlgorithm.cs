using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Weights in few bits that the operator itself computes with where it can, dequantized otherwise.</summary>
internal sealed class DynamicRangeAlgorithm : WeightAlgorithm
{
    public override string Name => "dynamic-range";

    /// <summary>The first is that of TensorFlow's converter since 2021, the last that of December 2018.</summary>
    public override IReadOnlyList<(string Type, AlgorithmConfiguration Configuration)> Types { get; } =
    [
        ("int8", new AlgorithmConfiguration()),
        ("int4", AlgorithmConfiguration.OfBits(4)),
        ("int2", AlgorithmConfiguration.OfBits(2)),
        ("uint8", new AlgorithmConfiguration
        {
            Solver = "asymmetric-uint8-float32", HybridSolver = WeightSolvers.SignedBytesTypedUInt8, PerTensor = true,
            AsymmetricInputs = false,
        }),
    ];

    public override AlgorithmConfiguration Read(RecipeKeys keys, AlgorithmConfiguration start) => base.Read(keys, start) with
    {
        AsymmetricInputs = keys.Flag("asymmetric_inputs", start.AsymmetricInputs),
        HybridSolver = keys.Choice("hybrid_solver", start.HybridSolver, WeightSolvers.Names(start.Bits, solver => solver.IsSymmetric)),
    };

    protected override bool ComputesWith(WeightForm form) => true;

    protected override void Take(WeightUse use, WeightForm form, AlgorithmConfiguration configuration)
    {
        var solver = WeightSolvers.Find(configuration.HybridSolver, configuration.Bits);
        var axis = AxisOf(use, solver, form, configuration);
        if (solver.Bits < form.LeastBits || (solver.ElementType == ElementType.UInt8 && !form.TakesUInt8))
        {
            Dequantize(use, configuration);
            return;
        }

        switch (form.Hybrid)
        {
            case HybridForm.PerChannelOnly when HasScaleForEachChannel(use, axis, form):
            case HybridForm.PerTensorOrPerChannel or HybridForm.Lookup:
                use.Take(solver, axis, WeightPlacement.InPlace, configuration.AsymmetricInputs);
                break;
            case HybridForm.LookupInFront:
                use.Take(solver, axis, WeightPlacement.LookupInFront);
                break;
            case HybridForm.PerTensorOnly:
                use.Take(solver, null, WeightPlacement.InPlace, configuration.AsymmetricInputs);
                break;
            default:
                Dequantize(use, configuration);
                break;
        }
    }

    /// <summary>Vectors are taken where the matrices beside them are.</summary>
    protected override bool CountsAgainstThreshold(WeightForm form) => !form.IsVector;

    private static bool HasScaleForEachChannel(WeightUse use, int? axis, WeightForm form)
    {
        var shape = use.Constant.Constant!.Shape;
        return axis is not null || (form.ChannelAxis is { } channels && channels < shape.Rank && shape[channels] == 1);
    }
}
