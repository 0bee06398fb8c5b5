using System.Globalization;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>A node as the rules for versions see it: facts by name, each a name (of a type or enumeration), a number, or both.</summary>
/// <param name="facts">Of the node's operator.</param>
/// <param name="options">The options as they are written; null where the operator has none.</param>
internal sealed class VersionSubject(Node node, VersionFacts facts, ISchemaTable? options)
{
    private static readonly Dictionary<string, Func<VersionSubject, int[], (string? Name, double Number)>> Facts = new()
    {
        ["input"] = (subject, of) => TypeOf(subject.Input(of[0])),
        ["output"] = (subject, of) => TypeOf(subject.Output(of[0])),
        ["has_input"] = (subject, of) => Truth(subject.Input(of[0]) is not null),
        ["inputs"] = (subject, _) => (null, subject.node.Inputs.Count),
        ["rank"] = (subject, of) => (null, Rank(subject.Input(of[0]))),
        ["max_rank"] = (subject, _) => (null, subject.node.Inputs.Select(Rank).DefaultIfEmpty().Max()),
        ["shapes_differ"] = (subject, of) =>
            Truth(!WrittenShape(subject.Input(of[0])).AsSpan().SequenceEqual(WrittenShape(subject.Input(of[1])))),
        ["grouped"] = (subject, _) => Truth(subject.IsGrouped),
        ["per_channel"] = (subject, of) => Truth(of[0] == 0 ? IsPerChannel(subject.Input(0)) : subject.HasWeightScalePerChannel(of[0])),
        ["per_channel_output"] = (subject, of) => Truth(IsPerChannel(subject.Output(of[0]))),
        ["sparse"] = (subject, of) => Truth(subject.Input(of[0])?.Sparsity is not null),
        ["quantized"] = (subject, of) =>
            Truth(Enumerable.Range(of[0], of[0] == 0 ? subject.facts.QuantizedInputs : 1).Any(input => IsQuantized(subject.Input(input)))),
        ["mul_rescale"] = (subject, _) => (null, subject.ProductScale),
    };

    private static readonly Dictionary<ElementType, string> TypeNames = Enum.GetValues<ElementType>().ToDictionary(
        type => type, type => type == ElementType.Boolean ? "bool" : type.ToString().ToLowerInvariant());

    private readonly Node node = node;
    private readonly VersionFacts facts = facts;

    private bool IsGrouped =>
        WrittenShape(Input(0)) is [_, _, _, var channels] && WrittenShape(Input(1)) is [_, _, _, var filterChannels]
        && channels != filterChannels;

    /// <summary>Not a number where a scale is missing.</summary>
    private double ProductScale =>
        Input(0)?.Quantization is { } left && Input(1)?.Quantization is { } right && Output(0)?.Quantization is { } product
        ? (double)left.Scale * right.Scale / product.Scale
        : double.NaN;

    /// <summary><c>input0</c>, <c>rank(input0)</c> and <c>shapes_differ(0,1)</c> are facts of the inputs whose numbers they name.</summary>
    /// <returns>Null where no fact of the values has the name: it is an option's.</returns>
    public static Func<VersionSubject, (string? Name, double Number)>? FindFact(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? text.TrimEnd("0123456789".ToCharArray()) : text[..open];
        if (!Facts.TryGetValue(name, out var fact))
        {
            return null;
        }

        int[] of = [.. text[name.Length..].Split(',').Select(part => string.Concat(part.Where(char.IsAsciiDigit)))
            .Where(digits => digits.Length != 0).Select(int.Parse)];
        return subject => fact(subject, of);
    }

    /// <summary>An option by its name in the schema; 0 where the operator has none of this name.</summary>
    public (string? Name, double Number) Option(string name)
    {
        var value = options?.Fields.FirstOrDefault(field => field.Key == name).Value;
        return value is null ? (null, 0) : (value is Enum ? value.ToString() : null, Convert.ToDouble(value, CultureInfo.InvariantCulture));
    }

    private Value? Input(int index) => node.OptionalInput(index);

    private Value? Output(int index) => index < node.Outputs.Count ? node.Outputs[index] : null;

    /// <summary>As many scales as channels; one channel with one scale counts, unless the operator wants more.</summary>
    private bool HasWeightScalePerChannel(int index)
    {
        var weights = Input(index);
        var scales = weights?.Quantization?.Scales.Length ?? 0;
        var shape = WrittenShape(weights);
        return scales >= facts.FewestScales && facts.ChannelAxis < shape.Length && shape[facts.ChannelAxis] == scales;
    }

    private static bool IsPerChannel(Value? value) => value?.Quantization is { IsPerChannel: true } quantization
        && WrittenShape(value) is var shape && quantization.Axis < shape.Length && shape[quantization.Axis] == quantization.Scales.Length;

    private static bool IsQuantized(Value? value) => value?.Quantization is not null || value?.QuantizationDetail is not null;

    private static double Rank(Value? value) => value is { Shape.HasRank: true } ? value.Shape.Rank : 0;

    /// <summary>Sizes as a file states them: 1 for those that are not known, none where the rank is not.</summary>
    private static int[] WrittenShape(Value? value) =>
        value is { Shape.HasRank: true } ? [.. value.Shape.ToArray().Select(size => Math.Abs(size))] : [];

    private static (string? Name, double Number) TypeOf(Value? value) => (value is null ? null : TypeNames[value.ElementType], double.NaN);

    private static (string? Name, double Number) Truth(bool holds) => (null, holds ? 1 : 0);
}
