namespace Octavo.Architecture;

/// <summary>
/// Where the repository departs from its rules, and why. These lists may only get shorter: a test says when an entry is no longer needed.
/// </summary>
internal static class Exceptions
{
    private const string PatternReason = "one pattern, whose parts read best side by side";
    private const string FrontDoorReason = "a type of the front door that the projects below it use too";
    private const string TileReason = "one statement a register: the tile's sums are named so that they stay in registers";

    /// <summary>Files over their limit of lines.</summary>
    public static readonly IReadOnlyDictionary<string, string> LongFiles = new Dictionary<string, string>
    {
    };

    /// <summary>Methods over their limit of lines, as <c>path: name</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string> LongMethods = new Dictionary<string, string>
    {
        ["src/Octavo.Kernels/Gemm/Float32/Float32Gemm.Vector256.cs: Tile6x16"] = TileReason,
        ["src/Octavo.Kernels/Gemm/Float32/Float32Gemm.Vector512.cs: Tile8x16"] = TileReason,
        ["src/Octavo.Kernels/Gemm/Float32/Float32Gemm.Vector512.cs: Tile8x32"] = TileReason,
        ["src/Octavo.Kernels/Gemm/Int8/Int8Gemm.Vector512.cs: Tile8x32"] = TileReason,
    };

    /// <summary>Files with lines over the limit of columns.</summary>
    public static readonly IReadOnlyDictionary<string, string> LongLines = new Dictionary<string, string>
    {
        ["tests/Octavo.Architecture/DeclarationReader.cs"] = PatternReason,
        ["tests/Octavo.Architecture/OperatorNameTests.cs"] = PatternReason,
    };

    /// <summary>Files whose types do not match their name.</summary>
    public static readonly IReadOnlyDictionary<string, string> FileNames = new Dictionary<string, string>
    {
    };

    /// <summary>Names with a word that says nothing.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
    };

    /// <summary>Files below the front door whose types every user meets, so that they live in the root namespace.</summary>
    public static readonly IReadOnlyDictionary<string, string> Namespaces = new Dictionary<string, string>
    {
        ["src/Octavo.Evaluation/Datasets/Dataset.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Datasets/DatasetOptions.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Datasets/IDatasetReader.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Datasets/Sample.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Evaluating/BadSample.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Evaluating/EvaluationProgress.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Evaluating/Evaluator.Result.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Evaluating/Evaluator.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Inputs/InputShapes.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Inputs/TopClass.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Inputs/TopClasses.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Labels/ClassLabels.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Labels/ClassMapping.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Metrics/Classification.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Metrics/ClassificationMetric.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Metrics/ClassificationMetrics.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Metrics/ConfusionMatrix.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Metrics/Interval.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Metrics/McNemarTest.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Metrics/Proportion.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Metrics/TieRule.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Metrics/TopKAccuracy.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Preprocessing/IPreprocessing.cs"] = FrontDoorReason,
        ["src/Octavo.Evaluation/Preprocessing/Preprocessing.cs"] = FrontDoorReason,
        ["src/Octavo.Kernels/KernelMode.cs"] = FrontDoorReason,
        ["src/Octavo.Passes/Recurrence/RecurrenceNote.cs"] = FrontDoorReason,
        ["src/Octavo.Quantization/DecisionGroup.cs"] = FrontDoorReason,
        ["src/Octavo.Quantization/QuantizationDecision.cs"] = FrontDoorReason,
        ["src/Octavo.Quantization/QuantizationReport.cs"] = FrontDoorReason,
        ["src/Octavo.Quantization/WeightQuantizationOptions.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/Interpreter.Elements.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/Interpreter.Lookups.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/Interpreter.Reals.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/Interpreter.Running.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/Interpreter.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/InterpreterOptions.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/InterpreterPool.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/InterpreterTensor.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/Observing/ModelValue.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/Observing/ObservedValue.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/Observing/ValueObserver.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/PooledInterpreter.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/SharedModel.cs"] = FrontDoorReason,
        ["src/Octavo.Runtime/StepTime.cs"] = FrontDoorReason,
        ["src/Octavo.TFLite/Attachments/AssociatedFile.cs"] = FrontDoorReason,
        ["src/Octavo.TFLite/Attachments/AssociatedFileKind.cs"] = FrontDoorReason,
        ["src/Octavo.TFLite/Attachments/AssociatedFileNote.cs"] = FrontDoorReason,
        ["src/Octavo.TFLite/Attachments/ModelDescription.cs"] = FrontDoorReason,
        ["src/Octavo.TFLite/Attachments/TensorDescription.cs"] = FrontDoorReason,
        ["src/Octavo.Tensors/AffineQuantization.cs"] = FrontDoorReason,
        ["src/Octavo.Tensors/ConversionProgress.cs"] = FrontDoorReason,
        ["src/Octavo.Tensors/ElementType.cs"] = FrontDoorReason,
        ["src/Octavo.Tensors/ErrorKind.cs"] = FrontDoorReason,
        ["src/Octavo.Tensors/OctavoException.cs"] = FrontDoorReason,
        ["src/Octavo.Tensors/Shape.cs"] = FrontDoorReason,
    };

    /// <summary>Operators that a file names although its project may not, as <c>path: operator</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string> NamedOperators = new Dictionary<string, string>
    {
    };

    /// <summary>Fails for each violation that has no exception, and for each exception that nothing violates any more.</summary>
    public static void Check(IEnumerable<(string Key, string Message)> violations, IReadOnlyDictionary<string, string> exceptions,
        string rule)
    {
        var found = violations.ToList();
        var unexpected = found.Where(violation => !exceptions.ContainsKey(violation.Key)).Select(violation => violation.Message).ToList();
        Assert.True(unexpected.Count == 0, $"{rule}:\n  {string.Join("\n  ", unexpected)}");
        var mended = exceptions.Keys.Except(found.Select(violation => violation.Key), StringComparer.Ordinal).ToList();
        Assert.True(mended.Count == 0, $"no longer violated, so take it out of {nameof(Exceptions)}.cs: {string.Join(", ", mended)}");
    }
}
