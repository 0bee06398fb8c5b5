using System.Text.Json;
using Octavo.Graphs;
using Octavo.Passes;
using Octavo.Quantization;
using Octavo.TFLite;

namespace Octavo;

/// <summary>One run from an imported model to the bytes of a file.</summary>
internal sealed class ConversionJob : IDisposable
{
    private const string MetadataName = "octavo";

    private readonly ImportedModel imported;
    private readonly Recipe? recipe;
    private readonly Version? targetRuntime;
    private readonly QuantizationPlan? plan;
    private readonly long constantBytesBefore;

    public ConversionJob(ImportedModel imported, Recipe? recipe, WeightQuantizationOptions options, Version? targetRuntime = null)
    {
        this.targetRuntime = targetRuntime;
        this.imported = imported;
        this.recipe = recipe;
        if (recipe is not null)
        {
            PassRunner.Run(imported.Model, Pipelines.Quantization);
        }

        constantBytesBefore = ConstantBytes(imported.Model);
        plan = recipe is null ? null : WeightQuantizer.Apply(imported.Model, recipe, options);
        Describe();
    }

    /// <exception cref="InvalidOperationException">Nothing was written yet.</exception>
    public ConversionReport Report { get => field ?? throw new InvalidOperationException("Nothing was written yet."); private set; }

    public void Write(Stream stream)
    {
        var bytes = ModelWriter.Write(imported.Model, stream);
        var (minimumRuntime, runtimeNotes) = ConversionNotes.Runtime(imported.Model, targetRuntime);
        Report = new ConversionReport(
            bytes, bytes - ConstantBytes(imported.Model) + constantBytesBefore, recipe?.Name,
            new SortedDictionary<string, int>(imported.Model.Subgraphs.SelectMany(graph => graph.Nodes).CountBy(node => node.Operator.Name).ToDictionary(), StringComparer.Ordinal),
            RecurrenceSurvey.Of(imported.Model),
            plan is null ? null : QuantizationReport.Of(plan),
            plan)
        {
            Notes = [.. imported.Notes, .. runtimeNotes],
            MinimumRuntime = minimumRuntime,
        };
    }

    public void Dispose() => imported.Dispose();

    private static long ConstantBytes(Model model) => model.Subgraphs.SelectMany(graph => graph.Values())
        .Where(value => value.Constant is { } constant && constant.ElementType != ElementType.String)
        .Select(value => value.Constant!).Distinct().Sum(constant => constant.SizeInBytes);

    /// <summary>Says in the file what made it: version, recipe, hash of the source.</summary>
    private void Describe()
    {
        var version = typeof(ConversionJob).Assembly.GetName().Version?.ToString(3) ?? "";
        var text = JsonSerializer.SerializeToUtf8Bytes(
            new ConversionRecord(version, recipe?.Name ?? "float", imported.ComputeSourceHash()), ConversionRecordJson.Default.ConversionRecord);
        imported.Model.Metadata.RemoveAll(entry => entry.Key == MetadataName);
        imported.Model.Metadata.Add(KeyValuePair.Create<string, ReadOnlyMemory<byte>>(MetadataName, text));
        if (imported.Model.Description.Length == 0)
        {
            imported.Model.Description = $"Octavo {version}";
        }
    }
}
