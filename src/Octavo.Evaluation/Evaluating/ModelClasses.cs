namespace Octavo.Evaluation;

/// <summary>
/// How many classes a model has, what they are called, and which of them a sample's label is. Known as soon as the number of scores is.
/// </summary>
internal sealed class ModelClasses
{
    private readonly Evaluator evaluator;
    private readonly IDatasetReader dataset;
    private readonly Lock gate = new();

    public ModelClasses(Evaluator evaluator, IPreprocessing preprocessing, Interpreter opened, IDatasetReader dataset)
    {
        this.evaluator = evaluator;
        this.dataset = dataset;
        Labels = evaluator.Labels ?? (preprocessing.Classes.IsEmpty ? opened.Labels()
            : ClassLabels.Of(preprocessing.Classes, "the classes of the preprocessing"));
        IsGiven = evaluator.Labels is not null;
    }

    public ClassLabels? Labels { get; private set; }

    public int? Count { get; private set; }

    public LabelResolution? Resolution { get; private set; }

    /// <summary>Labels that the user gave have to fit; those that the model happens to carry only where they are used.</summary>
    private bool IsGiven { get; }

    /// <exception cref="OctavoException">The labels or the classes of the data do not fit the model, or a metric says nothing of
    /// it.</exception>
    public LabelResolution Resolve(int scores)
    {
        lock (gate)
        {
            if (Resolution is not null)
            {
                return scores == Count ? Resolution : throw new OctavoException(
                    ErrorKind.InvalidData, "The number of scores changes from sample to sample.", dataset.Description, $"{Count}",
                        $"{scores}");
            }

            if (IsGiven)
            {
                Labels!.RequireCount(scores);
            }

            foreach (var metric in evaluator.Metrics)
            {
                metric.Require(scores);
            }

            var areNeeded = IsGiven || Labels?.Count == scores || !ClassMapping.AreNumbers(dataset.Classes);
            Resolution = new LabelResolution(dataset.Classes, areNeeded ? Labels : null, scores, dataset.Description);
            Labels = Labels?.Count == scores ? Labels : null;
            Count = scores;
            return Resolution;
        }
    }
}
