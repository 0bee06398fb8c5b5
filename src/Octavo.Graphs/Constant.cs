using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Graphs;

/// <summary>
/// A value that is known before the model runs. It is evaluated when it is asked for and not kept: a chain of derivations
/// (transpose, fold, quantize) needs the memory of one tensor, and a model of any size that of its largest. A derivation that would
/// evaluate too many others, one within the other or the same again and again, is computed at once and held instead.
/// </summary>
internal sealed class Constant
{
    /// <summary>Derivations that one evaluation may run, itself included; what is only read does not count.</summary>
    private const int MostEvaluations = 64;

    /// <summary>Of what is made of more, the first names are kept.</summary>
    private const int MostSourceNames = 64;

    private const int LongestOrigin = 400;

    private readonly Func<Tensor> evaluate;
    private readonly int evaluations;

    private Constant(ElementType elementType, Shape shape, string origin, bool isFree,
        Func<Tensor> evaluate, int evaluations, ImmutableArray<string> sourceNames)
    {
        ElementType = elementType;
        Shape = shape;
        Origin = origin.Length <= LongestOrigin ? origin
            : $"{origin.AsSpan(0, LongestOrigin / 2)} ... {origin.AsSpan(origin.Length - (LongestOrigin / 2) + 5)}";
        IsFree = isFree;
        SourceNames = sourceNames;
        this.evaluate = evaluate;
        this.evaluations = evaluations;
    }

    public ElementType ElementType { get; }

    public Shape Shape { get; }

    /// <summary>Where the elements come from and what was done to them, for reports: <c>variables/dense/kernel, transposed</c>.</summary>
    public string Origin { get; }

    /// <summary>
    /// What the user's model calls the variables and constants that the elements come from, whatever was done to them since:
    /// <c>conv1/kernel</c>. Empty for what no model names.
    /// </summary>
    public ImmutableArray<string> SourceNames { get; }

    /// <summary>Whether <see cref="Evaluate"/> costs nothing: the tensor is held in memory or mapped from a file.</summary>
    public bool IsFree { get; }

    public long ElementCount => Shape.ElementCount;

    public long SizeInBytes => ElementType.SizeInBytes(ElementCount);

    /// <summary>A constant whose tensor is held, or is a slice of a mapped file.</summary>
    public static Constant From(Tensor tensor, string origin = "") =>
        new(tensor.ElementType, tensor.Shape, origin, true, () => tensor, 0, []);

    /// <summary>A constant read or computed anew each time it is asked for.</summary>
    /// <param name="evaluate">Pure; gives a tensor of the type and shape declared.</param>
    /// <param name="operands">The constants that it evaluates; their source names are also this one's.</param>
    public static Constant Lazy(ElementType elementType, Shape shape, string origin,
        Func<Tensor> evaluate, params IEnumerable<Constant?> operands)
    {
        Constant[] read = [.. operands.OfType<Constant>()];
        var evaluations = read.Length == 0 ? 0 : 1 + read.Sum(operand => operand.evaluations);
        var lazy = new Constant(elementType, shape, origin, false, evaluate, evaluations, NamesOf(read));
        return lazy.evaluations <= MostEvaluations ? lazy : From(lazy.Evaluate(), origin).Named(lazy.SourceNames);
    }

    /// <summary>The same constant with the names that the user's model has for it.</summary>
    public Constant Named(params ImmutableArray<string> sourceNames) =>
        new(ElementType, Shape, Origin, IsFree, evaluate, evaluations, sourceNames);

    /// <summary>The names behind several constants, each once.</summary>
    public static ImmutableArray<string> NamesOf(params IEnumerable<Constant?> constants) =>
        [.. constants.OfType<Constant>().SelectMany(constant => constant.SourceNames).Distinct(StringComparer.Ordinal)
            .Take(MostSourceNames)];

    /// <summary>A constant computed from this one.</summary>
    public Constant Derive(ElementType elementType, Shape shape, string step, Func<Tensor, Tensor> transform) =>
        Lazy(elementType, shape, Origin.Length == 0 ? step : $"{Origin}, {step}", () => transform(Evaluate()), this);

    /// <summary>The elements; computed on each call unless <see cref="IsFree"/>.</summary>
    public Tensor Evaluate()
    {
        var tensor = evaluate();
        return tensor.ElementType == ElementType && tensor.Shape == Shape
            ? tensor
            : throw new InvalidOperationException($"Constant '{Origin}' was declared {ElementType} {Shape} and evaluates to {tensor}.");
    }
}
