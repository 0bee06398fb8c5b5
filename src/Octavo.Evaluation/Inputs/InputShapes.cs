using System.Globalization;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo;

/// <summary>
/// Shapes that a caller gives a model's inputs in place of those that it declares: any, as LiteRT resizes, as long as the model then runs.
/// </summary>
public sealed class InputShapes
{
    private readonly IReadOnlyList<(string? Name, Shape Shape)> shapes;

    /// <param name="shapes">By the inputs' names; null for the only input.</param>
    /// <param name="batch">The size of the first axis of all other inputs; null to leave it.</param>
    public InputShapes(IReadOnlyList<(string? Name, Shape Shape)> shapes, int? batch = null)
    {
        this.shapes = shapes;
        Batch = batch;
    }

    /// <summary>As the model declares them, open sizes 1.</summary>
    public static InputShapes Declared { get; } = new([]);

    public int? Batch { get; }

    public bool IsDeclared => shapes.Count == 0 && Batch is null;

    /// <param name="texts">Each <c>NAME=1,28,28,1</c>, or sizes alone for the only input.</param>
    /// <param name="batch">The size of the first axis of all other inputs.</param>
    /// <exception cref="OctavoException">Usage: not of this form.</exception>
    public static InputShapes Parse(IEnumerable<string> texts, int? batch = null) => new([.. texts.Select(Parse)], batch);

    /// <summary>Resizes the inputs and plans.</summary>
    /// <param name="interpreter">The model.</param>
    /// <param name="model">Names it in errors.</param>
    /// <returns>For each input the shape that its elements must have: what was given, or what the model declares.</returns>
    /// <exception cref="OctavoException">Usage: there is no such input; Shape: the model does not run with these shapes.</exception>
    public IReadOnlyList<Shape> Apply(Interpreter interpreter, string model)
    {
        var expected = Enumerable.Range(0, interpreter.InputCount).Select(index => interpreter.Input(index).DeclaredShape).ToArray();
        if (IsDeclared)
        {
            return expected;
        }

        var given = new HashSet<int>();
        foreach (var (name, shape) in shapes)
        {
            var index = Find(interpreter, name, model);
            if (!given.Add(index))
            {
                throw new OctavoException(ErrorKind.Usage, $"Input '{interpreter.InputNames[index]}' is given two shapes.", model);
            }

            expected[index] = shape;
        }

        for (var index = 0; index < expected.Length; index++)
        {
            var present = interpreter.Input(index).Shape;
            expected[index] = Batch is { } batch && !given.Contains(index) && present.Rank > 0 ? present.With(0, batch) : expected[index];
        }

        Resize(interpreter, expected, model);
        return expected;
    }

    /// <summary>The same shapes by the names of a second model, whose inputs may be called otherwise.</summary>
    internal InputShapes ForPaired(Interpreter first, ModelPairing pairing, Interpreter second) => new(
        [.. shapes.Select(given =>
            (given.Name is { } name && first.InputNames.ToList().IndexOf(name) is >= 0 and var index
            ? second.InputNames[pairing.Inputs[index]] : given.Name, given.Shape))], Batch);

    private static void Resize(Interpreter interpreter, Shape[] expected, string model)
    {
        var changed = Enumerable.Range(0, expected.Length).Where(index => expected[index].IsKnown).ToList();
        try
        {
            changed.ForEach(index => interpreter.ResizeInput(index, expected[index]));
            interpreter.Prepare();
        }
        catch (OctavoException failure) when (failure.Kind is not (ErrorKind.OutOfMemory or ErrorKind.LimitReached or ErrorKind.Internal))
        {
            throw new OctavoException(
                ErrorKind.Shape, $"The model does not run with {Named(index => expected[index])}: {failure.Message.TrimEnd('.')}.", model,
                $"shapes that fit the model, which declares {Named(index => interpreter.Input(index).DeclaredShape)}", null,
                "Inside of the model a size may be fixed; convert it with an open size (-1) to have it run with any.", failure);
        }

        string Named(Func<int, Shape> shape) =>
            string.Join(", ", changed.Take(8).Select(index => $"input '{interpreter.InputNames[index]}' {shape(index)}"));
    }

    private static int Find(Interpreter interpreter, string? name, string model)
    {
        if (name is null)
        {
            return interpreter.InputCount == 1 ? 0 : throw new OctavoException(
                ErrorKind.Usage, "The shape names no input, and the model has several.", model, string.Join(
                    ", ", interpreter.InputNames.Take(20).Select(known => $"{known}=...")));
        }

        var index = interpreter.InputNames.ToList().IndexOf(name);
        return index >= 0 ? index : throw NearestName.Unknown("input", name, interpreter.InputNames, model);
    }

    private static (string? Name, Shape Shape) Parse(string text)
    {
        var split = text.LastIndexOf('=');
        var sizes = text[(split + 1)..].Trim('[', ']').Split(',', StringSplitOptions.TrimEntries);
        var isScalar = sizes is [""];
        var numbers = sizes.Select(
            size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        return (isScalar || numbers.All(number => number >= 0)) && split != 0
            ? (split < 0 ? null : text[..split], isScalar ? Shape.Scalar : new Shape(numbers))
            : throw new OctavoException(
                ErrorKind.Usage, "The shape of an input cannot be read.", null, "NAME=1,28,28,1 with sizes that are all known",
                $"'{text}'");
    }
}
