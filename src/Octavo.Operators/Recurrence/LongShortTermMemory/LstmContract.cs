using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// What quantization may do to a long short-term memory. Source: LiteRT tflite/converter/ir/tfl_ops.td, the dynamic range quantizable
/// operands; kernels/lstm.cc for the bytes typed UINT8 of 2018; tflite/converter/tools/optimize/operator_property.cc for integers.
/// </summary>
internal static class LstmContract
{
    /// <summary>
    /// The intermediate that stands for the hidden values in front of a projection; those before it are the sums of the gates.
    /// </summary>
    private const int HiddenIntermediate = 4;

    /// <summary>
    /// The bias of a normalized gate is added to its sum times the normalization's weights, whose scale it has, finer by this.
    /// </summary>
    private const double NormalizedBias = 1.0 / 1024;

    private static readonly WeightForm Matrix = new(null, HybridForm.PerTensorOnly, TakesUInt8: true);

    private static readonly OperandContract Short = new(OperandRole.Weight) { Type = ElementType.Int16 };

    /// <summary>A single direction, which has integer kernels: bytes between layers, gates and cells of 16 bits.</summary>
    /// <param name="diagonal">Whether recurrent weights are diagonals, which stay float and have no integer form.</param>
    public static QuantizationContract Single(bool diagonal) => Of(diagonal, 24, LstmOperands.Single) with
    {
        Activations = diagonal ? [] : ContractForms.Int8,
        Intermediates = [.. Enumerable.Repeat(OperandContract.Activation with { Type = ElementType.Int16 }, HiddenIntermediate),
            OperandContract.Activation],
    };

    /// <summary>Both directions, which have kernels for floats and for weights of 8 bits alone.</summary>
    /// <param name="auxiliaryInput">Where the second input stands that both may read.</param>
    public static QuantizationContract Both(int auxiliaryInput)
    {
        var contract = Of(false, 48, LstmOperands.Forward, LstmOperands.Backward);
        var inputs = contract.Inputs.Select(input => input with { ScaleProducts = [] }).ToArray();
        inputs[auxiliaryInput] = OperandContract.Activation;
        return contract with
        {
            Inputs = [.. inputs],
            Outputs = [OperandContract.Activation, OperandContract.Activation],
        };
    }

    private static QuantizationContract Of(bool diagonal, int count, params ReadOnlySpan<LstmOperands> cells)
    {
        var inputs = Enumerable.Repeat(OperandContract.Untouched, count).ToArray();
        inputs[0] = OperandContract.Activation;
        foreach (var cell in cells)
        {
            Describe(cell, diagonal, inputs);
        }

        return new() { Inputs = [.. inputs], AllOrNothing = true };
    }

    private static void Describe(LstmOperands cell, bool diagonal, OperandContract[] inputs)
    {
        foreach (var matrix in cell.Products(diagonal).SelectMany(group => group))
        {
            inputs[matrix] = OperandContract.OfWeight(Matrix);
        }

        foreach (var peephole in cell.PeepholeOperands())
        {
            inputs[peephole] = Short with { Weight = Matrix with { IsVector = true } };
        }

        for (var gate = 0; gate < LstmOperands.Gates; gate++)
        {
            var bias = OperandContract.Bias(0, cell.InputWeights + gate);
            var normalization = cell.Normalizations + gate;
            if (normalization < inputs.Length)
            {
                inputs[normalization] = Short;
                bias = bias with { ScaleProducts = [new ScaleProduct([OperandPlace.Input(normalization)], NormalizedBias),
                    .. bias.ScaleProducts] };
            }

            inputs[cell.Biases + gate] = bias;
        }

        inputs[cell.ProjectionBias] = new(OperandRole.Bias)
        {
            ScaleProducts = [new ScaleProduct([OperandPlace.Input(cell.Projection), OperandPlace.Intermediate(HiddenIntermediate)])],
        };
        inputs[cell.HiddenState] = OperandContract.State with { SameScaleAs = OperandPlace.Output(0) };
        inputs[cell.CellState] = OperandContract.State with { Type = ElementType.Int16, HasPowerOfTwoScale = true };
    }
}
