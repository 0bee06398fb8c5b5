using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>An activation as Keras writes it, beside its definition.</summary>
/// <param name="Emit">Writes it, under a name.</param>
/// <param name="Of">One element.</param>
internal sealed record WrittenActivation(Func<NodeScope, string, string, string> Emit, Func<double, double> Of)
{
    public static WrittenActivation Tanh { get; } = new((nodes, name, value) => nodes.Add("Tanh", name, value), Math.Tanh);

    public static WrittenActivation Sigmoid { get; } =
        new((nodes, name, value) => nodes.Add("Sigmoid", name, value), value => 1 / (1 + Math.Exp(-value)));

    public static WrittenActivation Relu { get; } =
        new((nodes, name, value) => nodes.Add("Relu", name, value), value => Math.Max(value, 0));

    public static WrittenActivation Linear { get; } = new((_, _, value) => value, value => value);

    /// <summary>Keras 1 and 2: x / 5 + 1/2, held in [0, 1].</summary>
    public static WrittenActivation HardSigmoid { get; } = new(
        (nodes, name, value) =>
        {
            string Number(string part, float number) => nodes.Constant($"{name}/{part}", Tensor.Scalar(number));
            var sum =
                nodes.Add("AddV2", $"{name}/Add", nodes.Add("Mul", $"{name}/Mul", Number("Const", 0.2f), value), Number("Const_1", 0.5f));
            var most = nodes.Add("Minimum", $"{name}/clip_by_value/Minimum", sum, Number("Const_3", 1));
            return nodes.Add("Maximum", $"{name}/clip_by_value", most, Number("Const_2", 0));
        },
        value => Math.Clamp((0.2 * value) + 0.5, 0, 1));

    /// <summary>Keras 3: relu6(x + 3) / 6.</summary>
    public static WrittenActivation HardSigmoidOfSixths { get; } = new(
        (nodes, name, value) =>
        {
            var sum = nodes.Add("AddV2", $"{name}/add", value, nodes.Constant($"{name}/add/y", Tensor.Scalar(3f)));
            return nodes.Add("RealDiv", $"{name}/truediv", nodes.Add("Relu6", $"{name}/Relu6", sum),
                nodes.Constant($"{name}/truediv/y", Tensor.Scalar(6f)));
        },
        value => Math.Clamp(value + 3, 0, 6) / 6);

    public static WrittenActivation Named(string name) => name switch
    {
        "tanh" => Tanh,
        "sigmoid" => Sigmoid,
        "relu" => Relu,
        "linear" => Linear,
        "hard_sigmoid" => HardSigmoid,
        "hard_sigmoid_3" => HardSigmoidOfSixths,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such activation is written"),
    };
}
