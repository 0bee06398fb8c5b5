using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Runs samples on one engine: prepares them, puts a batch into the inputs and reads the scores of each.</summary>
internal sealed class SampleRunner
{
    private readonly Interpreter engine;
    private readonly IPreprocessing preprocessing;
    private readonly ModelClasses classes;
    private readonly int batch;
    private readonly Shape[] expected;

    public SampleRunner(Interpreter engine, IPreprocessing preprocessing, InputShapes shapes, int batch, ModelClasses classes)
    {
        this.engine = engine;
        this.preprocessing = preprocessing;
        this.batch = batch;
        this.classes = classes;
        var given = shapes.Apply(engine, "evaluate");
        expected = [.. given.Select(shape => batch > 1 && shape is { HasRank: true, Rank: > 0 } ? shape.With(0, 1) : shape)];
        if (given.All(shape => shape.IsKnown))
        {
            engine.Prepare();
            if (engine.OutputCount > 0 && engine.Output(0).Shape is { IsKnown: true } scores)
            {
                classes.Resolve(CountClasses(scores));
            }
        }
    }

    /// <param name="samples">At most as many as a batch has.</param>
    /// <param name="bad">Takes those that cannot be read or prepared.</param>
    public IReadOnlyList<SampleOutcome> Run(IReadOnlyList<(long Index, Sample Sample)> samples, List<(long Index, BadSample Sample)> bad)
    {
        var prepared = new List<(long Index, Sample Sample, ImmutableArray<Tensor> Inputs)>();
        foreach (var (index, sample) in samples)
        {
            var (inputs, failure) = Prepare(sample);
            if (failure is not null)
            {
                bad.Add((index, new BadSample(sample.Name, failure)));
            }
            else
            {
                prepared.Add((index, sample, Fit(sample, inputs)));
            }
        }

        if (prepared.Count == 0)
        {
            return [];
        }

        for (var input = 0; input < engine.InputCount; input++)
        {
            engine.SetInput(input, batch == 1 ? prepared[0].Inputs[input]
                : TensorBatch.Stack([.. prepared.Select(sample => sample.Inputs[input])], batch));
        }

        engine.ResetVariables();
        engine.Invoke();
        return Outcomes(prepared);
    }

    /// <summary>Reading a sample or preparing it failed where there is a failure.</summary>
    private (ImmutableArray<Tensor> Inputs, OctavoException? Failure) Prepare(Sample sample)
    {
        if (sample.Failure is not null)
        {
            return ([], sample.Failure);
        }

        try
        {
            return ([.. sample.Inputs.Select(preprocessing.Apply)], null);
        }
        catch (OctavoException failure)
        {
            return ([], failure);
        }
    }

    private ImmutableArray<Tensor> Fit(Sample sample, ImmutableArray<Tensor> inputs) => inputs.Length == engine.InputCount
        ? [.. inputs.Select((tensor, index) => InputFit.Fit(tensor, engine.Input(index), expected[index], $"sample {sample.Name}"))]
        : throw new OctavoException(
            ErrorKind.InvalidData, "The sample has another number of inputs than the model.", sample.Name, string.Join(
                ", ", engine.InputNames.Take(20)), $"{inputs.Length} tensors");

    private List<SampleOutcome> Outcomes(List<(long Index, Sample Sample, ImmutableArray<Tensor> Inputs)> prepared)
    {
        var output = engine.GetOutput(0);
        var count = CountClasses(output.Shape);
        var resolution = classes.Resolve(count);
        var scores = TensorValues.ToDouble(output);
        var outcomes = new List<SampleOutcome>(prepared.Count);
        for (var row = 0; row < prepared.Count; row++)
        {
            var (index, sample, _) = prepared[row];
            var own = scores.AsSpan(row * count, count);
            var label = resolution.Of(sample);
            var isFinite = own.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) < 0;
            outcomes.Add(isFinite
                ? new SampleOutcome(index, sample.Name, label, TopKAccuracy.Rank<double>(own, label), TopKAccuracy.ArgMax<double>(own))
                : new SampleOutcome(index, sample.Name, label, Classification.NoRank, Classification.NoClass));
        }

        return outcomes;
    }

    private int CountClasses(Shape scores)
    {
        var isBatched = batch == 1 || (scores.Rank > 0 && scores[0] == batch);
        return isBatched && scores.ElementCount > 0 ? (int)(scores.ElementCount / batch) : throw new OctavoException(
            ErrorKind.InvalidData, $"The scores of a batch of {batch} samples do not stand in rows.", engine.OutputNames[0],
                $"[{batch}, classes]", scores.ToString(), "Evaluate one sample at a time.");
    }
}
