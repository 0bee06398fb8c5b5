using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Whether floats are numbers, finite, or infinite.</summary>
internal sealed class ClassificationImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["IsFinite", "IsInf", "IsNan"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var type = context.Through(new NotEqual(), KernelTypes.Float, data.ElementType);
        var x = new Expression(context, context.Cast(data, type));
        context.SetOutput(0, context.Node.Operation switch
        {
            "IsNan" => x.With(new NotEqual(), x).Value,
            "IsInf" => x.Magnitude().IsEqualTo(float.PositiveInfinity).Value,
            _ => (x.Magnitude() < float.PositiveInfinity).Value,
        });
    }
}
