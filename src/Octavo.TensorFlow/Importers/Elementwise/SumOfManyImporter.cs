using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The sum of several tensors of one shape.</summary>
internal sealed class SumOfManyImporter : IImporter
{
    private static readonly ElementwiseRule Pair = new(new Add(), KernelTypes.FloatAndWords, 6, IsContinuous: true);

    public IReadOnlyList<string> Operations { get; } = ["AccumulateNV2", "AddN"];

    public void Import(ImportContext context)
    {
        var inputs = context.Inputs(0, context.InputCount).ToArray();
        if (inputs.Length > 1 && inputs[0].ElementType is ElementType.Float32 or ElementType.Int32)
        {
            context.Become(new AddN());
            return;
        }

        var sum = inputs[0];
        foreach (var next in inputs[1..])
        {
            sum = ElementwiseImporter.Apply(context, Pair, sum, next);
        }

        context.SetOutput(0, sum);
    }
}
