using System.Numerics;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Reduces plain integers, or booleans as bytes (where the result is whether it is not 0).</summary>
internal sealed unsafe class IntegerReduceStep<T, TFold>(KernelContext context) : ReduceStep(context)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    where TFold : struct, IIntegerFold
{
    private readonly bool isBoolean = context.Input(0).ElementType == ElementType.Boolean;

    protected override void Run(ReducePlan plan)
    {
        var output = Output.As<T>();
        for (long position = 0; position < plan.KeptCount; position++)
        {
            var source = Input.As<T>() + plan.KeptOffset(position);
            for (long index = 0; index < plan.OutputRun; index++)
            {
                var result = TFold.Finish(Fold(plan, source + index), plan.ReducedCount);
                output[(position * plan.OutputRun) + index] = !isBoolean ? T.CreateTruncating(result) : result != 0 ? T.One : T.Zero;
            }
        }
    }

    private static long Fold(ReducePlan plan, T* source)
    {
        var sum = TFold.Start<T>();
        for (long run = 0; run < plan.ReducedRuns; run++)
        {
            var elements = source + plan.ReducedOffset(run);
            var count = plan.InnerIsReduced ? plan.InnerSize : 1;
            for (long i = 0; i < count; i++)
            {
                sum = TFold.Add(sum, long.CreateTruncating(elements[i]));
            }
        }

        return sum;
    }
}
