using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>Equations by their definition: a sum over all positions of all labels.</summary>
internal static class EinsumDefinition
{
    public static Tensor Compute(string equation, params Tensor[] operands)
    {
        var sides = equation.Split("->");
        var terms = sides[0].Split(',').Select((term, index) => Spelled(term, operands[index].Shape.Rank)).ToArray();
        var hidden = terms.Max(term => term.Count(char.IsAsciiDigit));
        var all = string.Concat(terms);
        var result = sides.Length == 2
            ? Spelled(sides[1],
                sides[1].Replace("...", string.Empty, StringComparison.Ordinal).Length
                + (sides[1].Contains('.', StringComparison.Ordinal) ? hidden : 0))
            : string.Concat(all.Where(label => all.Count(other => other == label) == 1).Order());
        var labels = string.Concat(result.Concat(all.Except(result)));
        var sizes = labels.Select(label =>
            terms.SelectMany((term, index) => term.Select((own, axis) => own == label ? operands[index].Shape[axis] : 0)).Max()).ToArray();
        var shape = new Shape(sizes.AsSpan(0, result.Length));
        var sums = new float[shape.ElementCount];
        foreach (var place in WholeNumbers.Positions(new Shape(sizes)))
        {
            var product = 1f;
            for (var index = 0; index < operands.Length; index++)
            {
                var source = terms[index]
                    .Select((label, axis) => operands[index].Shape[axis] == 1 ? 0 : place[labels.IndexOf(label, StringComparison.Ordinal)]);
                product *= operands[index].Values<float>()[WholeNumbers.IndexOf(operands[index].Shape, source)];
            }

            sums[WholeNumbers.IndexOf(shape, place[..result.Length])] += product;
        }

        return Tensor.From(shape, sums);
    }

    /// <summary>The term with digits for the axes of its ellipsis, 9 for the last, 8 for the one before.</summary>
    private static string Spelled(string term, int rank)
    {
        var hidden = rank - term.Replace("...", string.Empty, StringComparison.Ordinal).Length;
        return term.Replace("...", string.Concat(Enumerable.Range(10 - hidden, hidden)), StringComparison.Ordinal);
    }
}
