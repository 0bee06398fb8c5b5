using System.Buffers;
using System.Text.Json;
using Octavo.Graphs;
using Octavo.Passes;
using Octavo.Quantization;
using Octavo.TFLite;

namespace Octavo;

/// <summary>
/// One run from an imported model to the bytes of a file. A recipe never makes a file longer: where it would, constants stay float whose tables cost what their codes
/// save, and where that is not enough the float file is what is written; a .tflite file then as it was.
/// </summary>
internal sealed class ConversionJob : IDisposable
{
    private const string MetadataName = "octavo";

    /// <summary>Names nodes by their places, which quantization changes; the order that nodes have in the file says the same.</summary>
    private const string ControlDependencies = "model_control_dependencies";

    private readonly ImportedModel imported;
    private readonly ConversionRequest request;
    private readonly QuantizationPlan? plan;
    private readonly long? floatBytes;
    private readonly bool copies;
    private readonly List<string> notes = [];

    private ConversionJob(ImportedModel imported, ConversionRequest request)
    {
        this.imported = imported;
        this.request = request;
        var before = imported.FilePath is null ? [] : imported.Model.Subgraphs.SelectMany(graph => graph.Values()).Where(value => value.IsVariable).ToHashSet();
        if (request.Recipe is { } recipe)
        {
            floatBytes = imported.FilePath is { } path ? new FileInfo(path).Length : MeasureFloat();
            if (imported.FilePath is not null)
            {
                PassRunner.Run(imported.Model, request.FusesFileRecurrence ? Pipelines.Quantization : Pipelines.QuantizationInPlace);
                imported.Model.Metadata.RemoveAll(entry => entry.Key == ControlDependencies);
            }

            plan = WeightQuantizer.Apply(imported.Model, recipe, request.Options);
        }

        DescribeStates(before);
        Describe(request.RecipeName);
    }

    /// <summary>The float file, since the plan would not make it smaller.</summary>
    private ConversionJob(ImportedModel imported, ConversionRequest request, QuantizationPlan refused)
        : this(imported, request with { Recipe = null })
    {
        this.request = request;
        plan = refused.KeptAsItIs();
        copies = imported.FilePath is { };
        floatBytes = copies ? new FileInfo(imported.FilePath!).Length : null;
        notes.Add($"{WhyNotQuantized(refused)}: {(copies ? "the input is copied as it is" : "the file is the float one")}");
    }

    /// <exception cref="InvalidOperationException">Nothing was written yet.</exception>
    public ConversionReport Report { get => field ?? throw new InvalidOperationException("Nothing was written yet."); private set; }

    /// <param name="open">Gives the same model each time.</param>
    public static ConversionJob Prepare(Func<ImportedModel> open, ConversionRequest request)
    {
        var job = new ConversionJob(open(), request);
        if (job.IsNoLonger())
        {
            return job;
        }

        var first = job.plan!;
        job.Dispose();
        job = new ConversionJob(open(), request with { Options = request.Options.WithTables() });
        if (job.IsNoLonger())
        {
            return job;
        }

        job.Dispose();
        return new ConversionJob(open(), request, first);
    }

    public void Write(Stream stream)
    {
        var bytes = copies ? Copy(stream) : ModelWriter.Write(imported.Model, stream);
        var (minimumRuntime, runtimeNotes) = ConversionNotes.Runtime(imported.Model, request.TargetRuntime);
        var quantization = plan is null ? null : QuantizationReport.Of(plan);
        Report = new ConversionReport(
            bytes, floatBytes ?? bytes, request.Recipe?.Name,
            new SortedDictionary<string, int>(imported.Model.Subgraphs.SelectMany(graph => graph.Nodes).CountBy(node => node.Operator.Name).ToDictionary(), StringComparer.Ordinal),
            RecurrenceSurvey.Of(imported.Model, imported.FilePath is null || request.FusesFileRecurrence),
            quantization)
        {
            Plan = plan,
            Notes = [.. quantization?.Warnings ?? [], .. notes, .. imported.Notes, .. runtimeNotes],
            MinimumRuntime = minimumRuntime,
        };
    }

    public void Dispose() => imported.Dispose();

    private static string WhyNotQuantized(QuantizationPlan plan) =>
        plan.Constants.Any(constant => constant.Forms.Length != 0) ? $"the file would not become smaller by {plan.Recipe}"
        : plan.Source == "float" ? $"{plan.Recipe} found no constant to quantize"
        : $"{plan.Recipe} has nothing left to do, since the model is {plan.Source}";

    private bool IsNoLonger() =>
        floatBytes is not { } before
        || (request.FusesFileRecurrence && imported.FilePath is not null)
        || (plan!.Constants.Any(constant => constant.Forms.Length != 0) && ModelWriter.Measure(imported.Model) <= before);

    private long Copy(Stream stream)
    {
        using var source = File.OpenRead(imported.FilePath!);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        var bytes = 0L;
        for (int read; (read = source.Read(buffer)) > 0; bytes += read)
        {
            stream.Write(buffer, 0, read);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return bytes;
    }

    /// <summary>Bytes of the file that the same conversion writes without a recipe.</summary>
    private long MeasureFloat()
    {
        DescribeStates([]);
        Describe("float");
        return ModelWriter.Measure(imported.Model);
    }

    /// <summary>
    /// Says in the file which states live on from one invocation to the next, as the model means it: those that its importer or its fusion kept. A .tflite file of somebody
    /// else keeps all that it had.
    /// </summary>
    private void DescribeStates(HashSet<Value> before)
    {
        var model = imported.Model;
        if (imported.FilePath is not null && !request.FusesFileRecurrence)
        {
            return;
        }

        var known = KeptStateNames.Read(model);
        var taken = model.Subgraphs.SelectMany(graph => graph.Values()).Where(value => !value.IsVariable).Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
        var variables = model.Subgraphs.SelectMany(graph => graph.Values().Where(value => value.IsVariable).Select(value => (Edit: new GraphEdit(graph), Value: value))).ToList();
        foreach (var (edit, variable) in variables)
        {
            if (before.Contains(variable) && (known is null || known.Contains(variable.Name)))
            {
                edit.SetKept(variable);
            }

            for (var (stem, number) = (variable.Name, 1); !taken.Add(variable.Name); number++)
            {
                edit.Rename(variable, $"{stem}_state_{number}");
            }
        }

        if (variables.Count != 0)
        {
            KeptStateNames.Of(model).WriteTo(model);
        }

        if (variables.Count(entry => !entry.Value.IsKept) is > 0 and var anew && notes.Count == 0)
        {
            notes.Add($"{anew} states of recurrent operators start from zeros at each invocation, as the file says; runtimes other than Octavo must reset variables between sequences");
        }
    }

    /// <summary>Says in the file what made it: version, recipe, hash of the source.</summary>
    private void Describe(string recipe)
    {
        var version = typeof(ConversionJob).Assembly.GetName().Version?.ToString(3) ?? "";
        var text = JsonSerializer.SerializeToUtf8Bytes(new ConversionRecord(version, recipe, imported.ComputeSourceHash()), ConversionRecordJson.Default.ConversionRecord);
        imported.Model.Metadata.RemoveAll(entry => entry.Key == MetadataName);
        imported.Model.Metadata.Add(KeyValuePair.Create<string, ReadOnlyMemory<byte>>(MetadataName, text));
        if (imported.Model.Description.Length == 0)
        {
            imported.Model.Description = $"Octavo {version}";
        }
    }
}
