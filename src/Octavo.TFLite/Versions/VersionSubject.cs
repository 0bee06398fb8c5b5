using System.Globalization;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>A node as the rules for versions see it: facts by name, each a name (of a type or enumeration), a number, or both.</summary>
/// <param name="options">The options as they are written; null reads as all defaults.</param>
internal sealed class VersionSubject(Node node, BuiltinOperator code, ISchemaTable? options)
{
    private static readonly Dictionary<string, Func<VersionSubject, int[], (string? Name, double Number)>> Facts = new()
    {
        ["input"] = (subject, of) => TypeOf(subject.Input(of[0])),
        ["output"] = (subject, of) => TypeOf(subject.Output(of[0])),
        ["has_input"] = (subject, of) => Truth(subject.Input(of[0]) is not null),
        ["inputs"] = (subject, _) => (null, subject.node.Inputs.Count),
        ["rank"] = (subject, of) => (null, Rank(subject.Input(of[0]))),
        ["max_rank"] = (subject, _) => (null, subject.node.Inputs.Select(Rank).DefaultIfEmpty().Max()),
        ["shapes_differ"] = (subject, of) => Truth(!WrittenShape(subject.Input(of[0])).SequenceEqual(WrittenShape(subject.Input(of[1])))),
        ["grouped"] = (subject, _) => Truth(subject.IsGrouped),
        ["per_channel"] = (subject, of) => Truth(of[0] == 0 ? IsPerChannel(subject.Input(0)) : subject.HasWeightScalePerChannel(of[0])),
        ["per_channel_output"] = (subject, of) => Truth(IsPerChannel(subject.Output(of[0]))),
        ["sparse"] = (subject, of) => Truth(subject.Input(of[0])?.Sparsity is not null),
        ["quantized"] = (subject, of) => Truth(IsQuantized(subject.Input(of[0])) || (subject.code == BuiltinOperator.MUL && IsQuantized(subject.Input(1)))),
        ["mul_rescale"] = (subject, _) => (null, subject.ProductScale),
    };

    private readonly Node node = node;
    private readonly BuiltinOperator code = code;

    private bool IsGrouped => WrittenShape(Input(0)) is [_, _, _, var channels] && WrittenShape(Input(1)) is [_, _, _, var filterChannels] && channels != filterChannels;

    /// <summary>Not a number where a scale is missing.</summary>
    private double ProductScale => Input(0)?.Quantization is { } left && Input(1)?.Quantization is { } right && Output(0)?.Quantization is { } product
        ? (double)left.Scale * right.Scale / product.Scale
        : double.NaN;

    /// <summary>Names of facts that are none of the values' are names of options.</summary>
    public static bool IsOption(string fact) => Find(fact) is null;

    public (string? Name, double Number) Fact(string fact) => Find(fact) is { } found ? found.Fact(this, found.Of) : Option(fact);

    /// <summary><c>input0</c>, <c>rank(input0)</c> and <c>shapes_differ(0,1)</c> are facts of the inputs whose numbers they name.</summary>
    private static (Func<VersionSubject, int[], (string? Name, double Number)> Fact, int[] Of)? Find(string fact)
    {
        var open = fact.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? fact.TrimEnd("0123456789".ToCharArray()) : fact[..open];
        return Facts.TryGetValue(name, out var found)
            ? (found, [.. fact[name.Length..].Split(',').Select(part => string.Concat(part.Where(char.IsAsciiDigit))).Where(digits => digits.Length != 0).Select(int.Parse)])
            : null;
    }

    private (string? Name, double Number) Option(string name)
    {
        if (options is null)
        {
            return (null, name == "pot_scale_int16" ? 1 : 0);
        }

        var value = options.Fields.FirstOrDefault(field => field.Key == name).Value;
        return value is null ? (null, 0) : (value is Enum ? value.ToString() : null, Convert.ToDouble(value, CultureInfo.InvariantCulture));
    }

    private Value? Input(int index) => node.OptionalInput(index);

    private Value? Output(int index) => index < node.Outputs.Count ? node.Outputs[index] : null;

    /// <summary>As many scales as channels; one channel with one scale counts, but not in a table that is looked up.</summary>
    private bool HasWeightScalePerChannel(int index)
    {
        var weights = Input(index);
        var scales = weights?.Quantization?.Scales.Length ?? 0;
        var axis = code == BuiltinOperator.DEPTHWISE_CONV_2D ? 3 : 0;
        var shape = WrittenShape(weights);
        return scales > (code == BuiltinOperator.EMBEDDING_LOOKUP ? 1 : 0) && axis < shape.Length && shape[axis] == scales;
    }

    private static bool IsPerChannel(Value? value) => value?.Quantization is { IsPerChannel: true } quantization
        && WrittenShape(value) is var shape && quantization.Axis < shape.Length && shape[quantization.Axis] == quantization.Scales.Length;

    private static bool IsQuantized(Value? value) => value?.Quantization is not null || value?.QuantizationDetail is not null;

    private static double Rank(Value? value) => WrittenShape(value).Length;

    /// <summary>Sizes as a file states them: 1 for those that are not known, none where the rank is not.</summary>
    private static int[] WrittenShape(Value? value) => value is { Shape.HasRank: true } ? [.. value.Shape.ToArray().Select(size => Math.Abs(size))] : [];

    private static (string? Name, double Number) TypeOf(Value? value) => value?.ElementType switch
    {
        null => (null, double.NaN),
        ElementType.Boolean => ("bool", double.NaN),
        { } type => (type.ToString().ToLowerInvariant(), double.NaN),
    };

    private static (string? Name, double Number) Truth(bool holds) => (null, holds ? 1 : 0);
}
