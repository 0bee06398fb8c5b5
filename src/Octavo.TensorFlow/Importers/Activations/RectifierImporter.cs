using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Values clamped at 0, and at 6; integers by MAXIMUM and MINIMUM.</summary>
internal sealed class RectifierImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Relu", "Relu6"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var hasUpperBound = context.Node.Operation == "Relu6";
        if (data.ElementType.IsFloatingPoint())
        {
            Operator clamp = hasUpperBound ? new Relu6() : new Relu();
            context.SetOutput(0, context.Cast(context.Emit(clamp, context.InFloat(data)), data.ElementType));
            return;
        }

        var type = context.Through(new Maximum(), KernelTypes.FloatAndWords, data.ElementType);
        var clamped = context.Emit(new Maximum(), context.Cast(data, type), context.Scalar(type, 0));
        clamped = hasUpperBound ? context.Emit(new Minimum(), clamped, context.Scalar(type, 6)) : clamped;
        context.SetOutput(0, context.Cast(clamped, data.ElementType));
    }
}
