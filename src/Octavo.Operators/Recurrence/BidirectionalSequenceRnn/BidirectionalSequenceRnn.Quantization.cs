using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceRnn : IQuantizable, IAsymmetricInputs
{
    /// <summary>Source: LiteRT tflite/converter/ir/tfl_ops.td, the dynamic range quantizable operands.</summary>
    private static readonly QuantizationContract BatchMajorContract = new()
    {
        Inputs = Operands(new WeightForm(null, HybridForm.PerTensorOnly, TakesUInt8: true)),
        AllOrNothing = true,
    };

    /// <summary>LiteRT's hybrid kernel runs a time-major sequence once for each of its moments, with the state carried on.</summary>
    private static readonly QuantizationContract TimeMajorContract = new() { Inputs = Operands(new WeightForm(null, HybridForm.None)) };

    QuantizationContract IQuantizable.Contract => TimeMajor ? TimeMajorContract : BatchMajorContract;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };

    /// <summary>Input; weights, recurrent weights, bias and state of both directions; auxiliary input and its weights.</summary>
    private static ImmutableArray<OperandContract> Operands(WeightForm form)
    {
        var weight = OperandContract.OfWeight(form);
        OperandContract[] direction = [weight, weight, new OperandContract(OperandRole.Bias), OperandContract.State];
        return [OperandContract.Activation, .. direction, .. direction, OperandContract.Activation, weight, weight];
    }
}
