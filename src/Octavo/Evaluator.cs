using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo;

/// <summary>Measures a classifier's accuracy on a data set. The first output holds the scores, one row a sample.</summary>
public sealed class Evaluator(IPreprocessing preprocessing)
{
    /// <summary>For each sample, in the data set's order: the label and the rank of the label's score (0 = highest).</summary>
    public sealed record Result(IReadOnlyList<int> Labels, IReadOnlyList<int> Ranks, IReadOnlyList<int> Classes)
    {
        public int Samples => Labels.Count;

        /// <summary>The share of samples whose label is among the <paramref name="k"/> highest scores.</summary>
        public Proportion Top(int k) => new(Ranks.Count(rank => rank < k), Samples);

        /// <summary>The paired comparison with another model on the same samples.</summary>
        public McNemarTest Against(Result baseline)
        {
            var pairs = Ranks.Zip(baseline.Ranks, (own, other) => (Own: own == 0, Other: other == 0)).ToList();
            return new McNemarTest(
                pairs.Count(pair => pair is { Own: true, Other: true }), pairs.Count(pair => pair is { Own: true, Other: false }),
                pairs.Count(pair => pair is { Own: false, Other: true }), pairs.Count(pair => pair is { Own: false, Other: false }));
        }
    }

    /// <exception cref="OctavoException">A sample does not fit the model, or has no label (kind InvalidData).</exception>
    public Result Run(Interpreter opened, IDatasetReader dataset)
    {
        var interpreter = opened.Runtime;
        var labels = new List<int>();
        var ranks = new List<int>();
        var classes = new List<int>();
        foreach (var raw in dataset.Read())
        {
            var sample = preprocessing.Apply(raw);
            var label = sample.Label ?? throw new OctavoException(
                ErrorKind.InvalidData, "the sample has no label", sample.Name, hint: "Give a data set with labels, or a preprocessing with a class list.");
            SetInputs(interpreter, sample);
            interpreter.ResetVariables();
            interpreter.Invoke();
            var scores = TensorValues.ToDouble(interpreter.GetOutput(0));
            if (label < 0 || label >= scores.Length)
            {
                throw new OctavoException(ErrorKind.InvalidData, "the label is none of the model's classes", sample.Name, $"0 to {scores.Length - 1}", $"{label}");
            }

            labels.Add(label);
            ranks.Add(TopKAccuracy.Rank<double>(scores, label));
            classes.Add(TopKAccuracy.ArgMax<double>(scores));
        }

        return labels.Count != 0
            ? new Result(labels, ranks, classes)
            : throw new OctavoException(ErrorKind.InvalidData, "the data set has no sample", dataset.Description);
    }

    /// <summary>Sets the inputs; one with as many elements as the model's fixed shape takes that shape ([1,28,28] as [1,784]).</summary>
    /// <exception cref="OctavoException">The sample does not fit the model (kind InvalidData).</exception>
    public static void SetInputs(Runtime.Interpreter interpreter, Sample sample)
    {
        if (sample.Inputs.Length != interpreter.InputCount)
        {
            throw new OctavoException(ErrorKind.InvalidData, "the sample has another number of inputs than the model", sample.Name, $"{interpreter.InputCount}", $"{sample.Inputs.Length}");
        }

        for (var index = 0; index < sample.Inputs.Length; index++)
        {
            var tensor = sample.Inputs[index];
            var input = interpreter.Input(index);
            if (!input.DeclaredShape.Admits(tensor.Shape))
            {
                tensor = tensor.ElementCount == input.Shape.ElementCount ? tensor.Reshape(input.Shape) : throw new OctavoException(
                    ErrorKind.InvalidData, $"the sample does not fit input '{input.Name}'", sample.Name, input.DeclaredShape.ToString(), tensor.Shape.ToString(), "Choose a preprocessing that gives the model's shape.");
            }

            interpreter.SetInput(index, tensor);
        }
    }
}
