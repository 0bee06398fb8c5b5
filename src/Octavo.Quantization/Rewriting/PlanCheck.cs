using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Refuses plans that somebody changed to what cannot be.</summary>
internal static class PlanCheck
{
    /// <exception cref="OctavoException">A form is impossible (kind InvalidData).</exception>
    public static void Forms(ValueDecision planned, Value value)
    {
        if (planned.Forms.Length == 0)
        {
            return;
        }

        Require(planned.ElementType == ElementType.Float32 || WeightReading.IsHalf(value), "only float constants take other forms",
            $"{planned.ElementType}");
        foreach (var form in planned.Forms)
        {
            var solver = form.Scheme.Solver;
            Require(form.BlockSize is null || form.Placement == WeightPlacement.InPlace,
                "scales of blocks are for weights that the reader computes with", $"{form.Placement}");
            Require(form.Axis is not { } axis || (solver.HasChannels && axis >= 0 && axis < planned.Sizes.Length),
                "the axis of scales does not exist", $"{form.Axis}");
            Require(form.Placement is not (WeightPlacement.InPlace or WeightPlacement.LookupInFront) || solver.IsSymmetric,
                "kernels compute with symmetric codes only", form.Solver);
            Require(form.Placement != WeightPlacement.DequantizeBehind || (solver.Measures && form.Axis is null),
                "what is picked needs a single scale", form.Describe());
            Require(form.Readers.Length != 0, "a form has no readers", form.Describe());
        }

        var readers = planned.Forms.SelectMany(form => form.Readers).Select(reader => (reader.Node, reader.Input)).ToList();
        Require(readers.Distinct().Count() == readers.Count, "an input reads two forms at once", $"{readers.Count} readers");
        Require(planned.KeepsFloat || readers.Count == WeightReading.Readers(value).Count(), "some readers have no form",
            $"{readers.Count} of {WeightReading.Readers(value).Count()} readers");

        void Require(bool holds, string problem, string found)
        {
            if (!holds)
            {
                throw new OctavoException(ErrorKind.InvalidData, $"The plan is not possible: {problem}.",
                    $"subgraph {planned.Subgraph}, constant '{planned.Name}'", found: found);
            }
        }
    }
}
