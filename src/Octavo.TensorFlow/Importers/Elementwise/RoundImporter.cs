using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// The nearest whole number, ties to even. Integers are whole already, but TensorFlow 2.21 makes 0 of them, so nobody can say what is
/// meant.
/// </summary>
internal sealed class RoundImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Round"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        context.SetOutput(0, data.ElementType.IsInteger()
            ? throw context.Unsupported("TensorFlow gives 0 for every integer", "Leave the rounding of integers out of the model.")
            : context.Compute(new Round(), KernelTypes.Float, data));
    }
}
