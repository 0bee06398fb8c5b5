using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Half the sum of all squares.</summary>
internal sealed class SquaredLossImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["L2Loss"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var squares = context.Emit(new Square(), context.Reshape(context.InFloat(data), -1));
        var sum = context.Emit(new Sum(false), squares, context.Integers(0));
        context.SetOutput(0, context.Cast(context.Emit(new Mul(), sum, context.Scalar(0.5f)), data.ElementType));
    }
}
