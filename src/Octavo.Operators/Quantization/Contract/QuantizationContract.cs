using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// What quantization may do to the operands of a node, as data. An operator without a contract computes on floats alone.
/// Source: LiteRT tflite/converter/tools/optimize/operator_property.cc and the 8-bit quantization specification; types by what LiteRT's
/// reference kernels take.
/// </summary>
internal sealed record QuantizationContract
{
    /// <summary>
    /// The types of activations that there are kernels for, of int8, uint8 and int16; empty where only weights may be quantized.
    /// </summary>
    public ImmutableArray<ElementType> Activations { get; init; } = [];

    public ImmutableArray<OperandContract> Inputs { get; init; } = [];

    public ImmutableArray<OperandContract> Outputs { get; init; } = [OperandContract.Activation];

    /// <summary>Values whose scales say how the node rounds between its own steps.</summary>
    public ImmutableArray<OperandContract> Intermediates { get; init; } = [];

    /// <summary>The list whose last operand stands for any number of further ones; null where both have an end.</summary>
    public OperandSide? OpenEnd { get; init; }

    /// <summary>Whether hybrid kernels compute with weights in 8 bits only where all are (LSTM).</summary>
    public bool AllOrNothing { get; init; }

    /// <summary>The inputs at which constants may be stored as weights.</summary>
    public IEnumerable<int> WeightInputs => Enumerable.Range(0, Inputs.Length).Where(input => Inputs[input].Weight is not null);

    /// <summary>How a constant at an input may be stored as weights; null where it may not.</summary>
    public WeightForm? WeightAt(int input) => Input(input).Weight;

    public OperandContract Input(int index) => At(Inputs, index, OperandSide.Input);

    public OperandContract Output(int index) => At(Outputs, index, OperandSide.Output);

    /// <summary>What the contract says of an operand; untouched where it says nothing.</summary>
    public OperandContract this[OperandPlace place] => place.Side switch
    {
        OperandSide.Input => Input(place.Index),
        OperandSide.Output => Output(place.Index),
        _ => Intermediates.ElementAtOrDefault(place.Index) ?? OperandContract.Untouched,
    };

    private OperandContract At(ImmutableArray<OperandContract> operands, int index, OperandSide side) =>
        index < operands.Length ? operands[index] : OpenEnd == side ? operands[^1] : OperandContract.Untouched;
}
