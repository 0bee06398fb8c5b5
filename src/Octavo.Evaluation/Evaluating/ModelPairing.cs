using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// Which inputs and outputs of two models belong together: by their names (what exporters put around them left out), else by their places
/// where types and shapes agree there, else by shapes that only one has.
/// </summary>
/// <param name="Inputs">For each input of the first model the one of the second.</param>
/// <param name="Outputs">For each output of the first model the one of the second.</param>
internal sealed record ModelPairing(IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs)
{
    private const string ServingPrefix = "serving_default_";

    /// <exception cref="OctavoException">The counts differ, or nothing says what belongs together (kind InvalidData).</exception>
    public static ModelPairing Of(Interpreter first, Interpreter second) => new(
        Match([.. Enumerable.Range(0, first.InputCount).Select(first.Input)],
        [.. Enumerable.Range(0, second.InputCount).Select(second.Input)], "inputs"),
        Match([.. Enumerable.Range(0, first.OutputCount).Select(first.Output)],
            [.. Enumerable.Range(0, second.OutputCount).Select(second.Output)], "outputs"));

    /// <summary>Gives both models the same values: random ones, quantized where an input is.</summary>
    public void SetRandom(Interpreter first, Interpreter second, int seed)
    {
        var tensors = RandomInputs.Of(first, seed);
        for (var index = 0; index < tensors.Count; index++)
        {
            var (own, other) = (first.Input(index), second.Input(Inputs[index]));
            first.SetInput(index, tensors[index]);
            SampleInputs.Set(second, Inputs[index], InputFit.Convert(tensors[index], own, other, own.Name),
                other.DeclaredShape.Admits(own.Shape) ? null : own.Shape, own.Name);
        }
    }

    /// <summary>Gives both models the same tensors, as each takes them.</summary>
    /// <param name="tensors">In the order of the first model's inputs.</param>
    /// <param name="expected">The shapes to fit, for each model by input; null for what they declare.</param>
    public void Set(Interpreter first, Interpreter second, IReadOnlyList<Tensor> tensors,
        (IReadOnlyList<Shape>? First, IReadOnlyList<Shape>? Second) expected, string where)
    {
        if (tensors.Count != first.InputCount)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The sample has another number of inputs than the model.", where, string.Join(
                    ", ", first.InputNames.Take(20)), $"{tensors.Count} tensors");
        }

        for (var index = 0; index < tensors.Count; index++)
        {
            SampleInputs.Set(first, index, tensors[index], expected.First?[index], where);
            SampleInputs.Set(second, Inputs[index], tensors[index], expected.Second?[Inputs[index]], where);
        }
    }

    /// <summary>The shapes of tensors as those that the inputs of both models have to take.</summary>
    public (IReadOnlyList<Shape> First, IReadOnlyList<Shape> Second) ShapesOf(IReadOnlyList<Tensor> tensors)
    {
        var second = new Shape[tensors.Count];
        for (var index = 0; index < tensors.Count; index++)
        {
            second[Inputs[index]] = tensors[index].Shape;
        }

        return ([.. tensors.Select(tensor => tensor.Shape)], second);
    }

    /// <summary>
    /// Adds what the models' outputs are to comparisons, one for each output of the first; as reals where they are quantized differently.
    /// </summary>
    /// <exception cref="OctavoException">Outputs have different shapes (kind InvalidData).</exception>
    public void Compare(Interpreter first, Interpreter second, IReadOnlyList<TensorComparison> comparisons)
    {
        for (var index = 0; index < comparisons.Count; index++)
        {
            var (own, other) = (first.Output(index), second.Output(Outputs[index]));
            var (found, expected) = (first.GetOutput(index), second.GetOutput(Outputs[index]));
            if (own.ElementType != other.ElementType || !Equals(own.Quantization, other.Quantization))
            {
                (found, expected) = (InputFit.Reals(found, own), InputFit.Reals(expected, other));
            }

            if (found.Shape != expected.Shape)
            {
                throw new OctavoException(
                    ErrorKind.InvalidData, $"Output '{own.Name}' has another shape in the second model.", own.Name, $"{expected}",
                    $"{found}");
            }

            comparisons[index].Add(found, expected);
        }
    }

    private static List<int> Match(IReadOnlyList<InterpreterTensor> first, IReadOnlyList<InterpreterTensor> second, string what)
    {
        if (first.Count != second.Count)
        {
            throw Different(first, second, $"The models have different numbers of {what}.");
        }

        return ByName(first, second, tensor => tensor.Name) ?? ByName(first, second, tensor => Plain(tensor.Name))
            ?? ByPlace(first, second) ?? ByShape(first, second)
            ?? throw Different(first, second, $"Nothing says which {what} of the models belong together: neither names nor shapes agree.");
    }

    private static List<int>? ByName(
        IReadOnlyList<InterpreterTensor> first, IReadOnlyList<InterpreterTensor> second, Func<InterpreterTensor, string> nameOf)
    {
        var names = second.Select(nameOf).ToList();
        var found = first.Select(tensor => names.IndexOf(nameOf(tensor))).ToList();
        return IsPairing(found) ? found : null;
    }

    private static List<int>? ByPlace(IReadOnlyList<InterpreterTensor> first, IReadOnlyList<InterpreterTensor> second) =>
        first.Zip(second).All(pair => GoTogether(pair.First, pair.Second)) ? [.. Enumerable.Range(0, first.Count)] : null;

    private static List<int>? ByShape(IReadOnlyList<InterpreterTensor> first, IReadOnlyList<InterpreterTensor> second)
    {
        var found = first.Select(
            tensor => second.Select((other, index) => (other, index)).Where(pair => GoTogether(tensor, pair.other)).Select(
            pair => pair.index).ToList()).ToList();
        List<int> only = [.. found.Select(candidates => candidates is [var single] ? single : -1)];
        return IsPairing(only) ? only : null;
    }

    private static bool IsPairing(List<int> found) => !found.Contains(-1) && found.Distinct().Count() == found.Count;

    /// <summary>Reals and integers that stand for reals go together.</summary>
    private static bool GoTogether(InterpreterTensor first, InterpreterTensor second) =>
        (first.ElementType == second.ElementType || (IsReal(first) && IsReal(second))) && first.DeclaredShape.Admits(second.DeclaredShape);

    private static bool IsReal(InterpreterTensor tensor) => tensor.ElementType == ElementType.Float32 || InputFit.IsQuantized(tensor);

    /// <summary>What is left of a name without the prefix of exported inputs and the number of an output.</summary>
    private static string Plain(string name)
    {
        var plain = name.StartsWith(ServingPrefix, StringComparison.Ordinal) ? name[ServingPrefix.Length..] : name;
        var colon = plain.LastIndexOf(':');
        return colon > 0 && plain[(colon + 1)..].All(char.IsAsciiDigit) ? plain[..colon] : plain;
    }

    private static OctavoException Different(IReadOnlyList<InterpreterTensor> first, IReadOnlyList<InterpreterTensor> second, string what)
    {
        static string Listed(IReadOnlyList<InterpreterTensor> tensors) =>
            string.Join(", ", tensors.Take(8).Select(tensor => $"'{tensor.Name}' {tensor.ElementType} {tensor.DeclaredShape}"))
                + (tensors.Count > 8 ? $" and {tensors.Count - 8} more" : "");
        return new OctavoException(ErrorKind.InvalidData, what, null, Listed(second), Listed(first));
    }
}
