using Octavo.Operators;

namespace Octavo.Quantization;

/// <summary>Weights in few bits that are dequantized for float operators.</summary>
internal sealed class WeightOnlyAlgorithm : WeightAlgorithm
{
    public override string Name => "weight-only";

    /// <summary>The last is that of the files of summer 2018.</summary>
    public override IReadOnlyList<(string Type, AlgorithmConfiguration Configuration)> Types { get; } =
    [
        ("int8", new AlgorithmConfiguration()),
        ("int4", AlgorithmConfiguration.OfBits(4)),
        ("int2", AlgorithmConfiguration.OfBits(2)),
        ("uint8", new AlgorithmConfiguration { Solver = "asymmetric-uint8", PerTensor = true }),
    ];

    protected override bool ComputesWith(WeightForm form) => form.Hybrid == HybridForm.Lookup;

    protected override void Take(WeightUse use, WeightForm form, AlgorithmConfiguration configuration)
    {
        var solver = WeightSolvers.Find(configuration.Solver, configuration.Bits);
        if (form.Hybrid is HybridForm.Lookup or HybridForm.LookupInFront && solver is { IsSymmetric: true }
            && solver.Bits >= form.LeastBits)
        {
            use.Take(
                solver, AxisOf(use, solver, form, configuration), form.Hybrid == HybridForm.Lookup
                    ? WeightPlacement.InPlace : WeightPlacement.LookupInFront);
        }
        else
        {
            Dequantize(use, configuration);
        }
    }

    /// <summary>
    /// A DEQUANTIZE takes a scale for each row of a matrix, also where the reader's own kernels would take only one: the recipes that rely
    /// on it use that.
    /// </summary>
    protected override WeightForm RowsOf(WeightUse use, WeightForm form) =>
        form is { ChannelAxis: null, IsVector: false } && use.Constant.Constant!.Shape.Rank == 2 ? form with { ChannelAxis = 0 } : form;
}
