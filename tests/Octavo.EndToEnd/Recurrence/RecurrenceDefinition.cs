namespace Octavo.EndToEnd;

/// <summary>What a recurrent layer computes, in double precision and by its definition.</summary>
/// <param name="GoesBackwards">Whether it reads the sequence from its end on; its first output is then that of the last step.</param>
/// <param name="IsResidual">Whether the input is added to the output.</param>
internal sealed record RecurrenceDefinition(WrittenCell Cell, bool GoesBackwards = false, bool IsResidual = false)
{
    /// <summary>The outputs of one sequence, [time][units]; zeros from its length on.</summary>
    /// <param name="sequence">[time][depth].</param>
    /// <param name="length">How many steps count.</param>
    /// <param name="first">The first states.</param>
    public double[][] Outputs(double[][] sequence, int length, double[][] first)
    {
        var states = first;
        var outputs = new double[sequence.Length][];
        for (var step = 0; step < sequence.Length; step++)
        {
            var input = sequence[GoesBackwards ? sequence.Length - 1 - step : step];
            if (step >= length)
            {
                outputs[step] = new double[Cell.Units];
                continue;
            }

            states = Cell.Step(input, states);
            outputs[step] = IsResidual ? [.. states[0].Select((value, unit) => value + input[unit])] : states[0];
        }

        return outputs;
    }
}
