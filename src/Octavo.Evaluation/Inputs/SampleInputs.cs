using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Puts a sample's tensors into a model's inputs, as they fit (see docs/data.md, "What fits an input").</summary>
internal static class SampleInputs
{
    /// <param name="interpreter">The model.</param>
    /// <param name="sample">Prepared: one tensor an input, in the model's order.</param>
    /// <param name="expected">The shapes to fit, by input; null for those that the model declares.</param>
    /// <exception cref="OctavoException">The sample does not fit the model (kind InvalidData).</exception>
    public static void Set(Interpreter interpreter, Sample sample, IReadOnlyList<Shape>? expected = null)
    {
        if (sample.Inputs.Length != interpreter.InputCount)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The sample has another number of inputs than the model.", sample.Name, string.Join(
                    ", ", interpreter.InputNames.Take(20)), $"{sample.Inputs.Length} tensors");
        }

        for (var index = 0; index < sample.Inputs.Length; index++)
        {
            Set(interpreter, index, sample.Inputs[index], expected?[index], sample.Name);
        }
    }

    /// <summary>The same for one input.</summary>
    /// <param name="expected">The shape to fit; null for the declared one.</param>
    /// <param name="where">Names the tensor's place in errors.</param>
    public static void Set(Interpreter interpreter, int index, Tensor tensor, Shape? expected, string where)
    {
        var input = interpreter.Input(index);
        interpreter.SetInput(index, InputFit.Fit(tensor, input, expected ?? input.DeclaredShape, where));
    }
}
