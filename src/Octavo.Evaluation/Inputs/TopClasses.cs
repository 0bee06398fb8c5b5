using Octavo.Evaluation;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo;

/// <summary>The classes of the highest scores, highest first; equal scores in the order of their indices, NaN last.</summary>
public static class TopClasses
{
    /// <param name="scores">[rows, ...]: the scores of each row, which are quantized as <paramref name="output"/> says.</param>
    /// <param name="k">How many for each row.</param>
    /// <param name="labels">Names of the classes; null where there are none.</param>
    /// <param name="rows">How many samples the scores are of.</param>
    /// <exception cref="OctavoException">There are fewer classes than asked for (kind Usage), or another number of labels (kind
    /// InvalidData).</exception>
    public static IReadOnlyList<IReadOnlyList<TopClass>> Of(
        Tensor scores, InterpreterTensor output, int k, ClassLabels? labels, int rows = 1)
    {
        var values = TensorValues.ToDouble(InputFit.Reals(scores, output));
        var classes = values.Length / Math.Max(1, rows);
        labels?.RequireCount(classes);
        if (k > classes)
        {
            throw new OctavoException(
                ErrorKind.Usage, "The output has fewer classes than are asked for.", output.Name, $"at most {classes}", $"{k}");
        }

        return
        [
            .. Enumerable.Range(0, rows).Select(row => (IReadOnlyList<TopClass>)
            [
                .. Enumerable.Range(0, classes).Select(
                index => new TopClass(index, labels?.NameOf(index) ?? $"{index}", values[(row * classes) + index]))
                    .OrderBy(entry => double.IsNaN(entry.Score)).ThenByDescending(entry => entry.Score).ThenBy(entry => entry.Index).Take(
                        k),
            ]),
        ];
    }
}
