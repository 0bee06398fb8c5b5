using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Gated recurrent units by their formulas, in double, one unit of one row at one moment after the other.</summary>
/// <param name="Weights">As the operator has them: those of the input or, joined, of the gates.</param>
/// <param name="Recurrent">Those of the state or, joined, of the candidate.</param>
internal sealed record GruDefinition(
    UnidirectionalSequenceGru Operator, Tensor Input, Tensor Weights, Tensor Recurrent, Tensor? Bias, Tensor? RecurrentBias,
    Tensor? InitialState)
{
    private int Units => Operator.JoinedInputs ? Recurrent.Shape[0] : Recurrent.Shape[1];

    private int Batch => Input.Shape[Operator.TimeMajor ? 1 : 0];

    private int Time => Input.Shape[Operator.TimeMajor ? 0 : 1];

    private int Depth => Input.Shape[2];

    /// <summary>The states after all moments, in the layout of the input, and after the last one.</summary>
    public (double[] States, double[] Last) Compute()
    {
        var states = new double[Batch * Time * Units];
        var last = new double[Batch * Units];
        for (var batch = 0; batch < Batch; batch++)
        {
            var state = new double[Units];
            for (var unit = 0; unit < Units; unit++)
            {
                state[unit] = InitialState is null ? 0 : InitialState.Values<float>()[(batch * Units) + unit];
            }

            for (var moment = 0; moment < Time; moment++)
            {
                var time = Operator.Backward ? Time - 1 - moment : moment;
                var row = Operator.TimeMajor ? (time * Batch) + batch : (batch * Time) + time;
                state = Next(row, state);
                state.CopyTo(states, row * Units);
            }

            state.CopyTo(last, batch * Units);
        }

        return (states, last);
    }

    /// <summary>
    /// How far float32 arithmetic may be from this: each moment adds the errors of its sums, and at most doubles what there was.
    /// </summary>
    public double Tolerance(double largestWeight, int moments)
    {
        var terms = Depth + Units + 4;
        var sum = terms * largestWeight * 2;
        var step = Math.Pow(2, -24) * ((terms + 2) * sum + 16);
        return Enumerable.Range(0, moments).Sum(moment => step * Math.Pow(1 + (Units * largestWeight), moment));
    }

    private double[] Next(int row, double[] state)
    {
        var next = new double[Units];
        var reset = new double[Units];
        var update = new double[Units];
        for (var unit = 0; unit < Units; unit++)
        {
            update[unit] =
                Logistic(Operator.JoinedInputs ? Joined(Weights, Bias, row, state, unit) : FromInput(row, unit) + FromState(state, unit));
            reset[unit] = Logistic(Operator.JoinedInputs ? Joined(Weights, Bias, row, state, Units + unit)
                : FromInput(row, Units + unit) + FromState(state, Units + unit));
        }

        double[] scaled = [.. state.Select((value, unit) => value * reset[unit])];
        for (var unit = 0; unit < Units; unit++)
        {
            var candidate = Operator switch
            {
                { JoinedInputs: true } => Joined(Recurrent, RecurrentBias, row, scaled, unit),
                { ResetAfter: true } => FromInput(row, (2 * Units) + unit) + (reset[unit] * FromState(state, (2 * Units) + unit)),
                _ => FromInput(row, (2 * Units) + unit) + FromState(scaled, (2 * Units) + unit),
            };
            candidate = Operator.Activation == FusedActivation.Tanh ? Math.Tanh(candidate) : Math.Max(candidate, 0);
            next[unit] = (update[unit] * state[unit]) + ((1 - update[unit]) * candidate);
        }

        return next;
    }

    private double FromInput(int row, int output)
    {
        var sum = Bias is null ? 0.0 : Bias.Values<float>()[output];
        for (var k = 0; k < Depth; k++)
        {
            sum += (double)Input.Values<float>()[(row * Depth) + k] * Weights.Values<float>()[(output * Depth) + k];
        }

        return sum;
    }

    private double FromState(double[] state, int output)
    {
        var sum = RecurrentBias is null ? 0.0 : RecurrentBias.Values<float>()[output];
        for (var k = 0; k < Units; k++)
        {
            sum += state[k] * Recurrent.Values<float>()[(output * Units) + k];
        }

        return sum;
    }

    private double Joined(Tensor weights, Tensor? bias, int row, double[] state, int output)
    {
        var sum = bias is null ? 0.0 : bias.Values<float>()[output];
        for (var k = 0; k < Depth + Units; k++)
        {
            var value = k < Depth ? Input.Values<float>()[(row * Depth) + k] : state[k - Depth];
            sum += value * weights.Values<float>()[(output * (Depth + Units)) + k];
        }

        return sum;
    }

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));
}
