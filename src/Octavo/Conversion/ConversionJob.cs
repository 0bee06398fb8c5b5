using System.Buffers;
using System.Text.Json;
using Octavo.Graphs;
using Octavo.Passes;
using Octavo.Quantization;
using Octavo.TFLite;

namespace Octavo;

/// <summary>
/// One run from an imported model to the bytes of a file. A recipe never makes a file longer: where it would, constants stay float whose
/// tables cost what their codes save, and where that is not enough the float file is what is written; a .tflite file then as it was.
/// </summary>
internal sealed class ConversionJob
{
    private const string MetadataName = "octavo";

    /// <summary>Names nodes by their places, which quantization changes; the order that nodes have in the file says the same.</summary>
    private const string ControlDependencies = "model_control_dependencies";

    private readonly ImportedModel imported;
    private readonly Model model;
    private readonly ConversionRequest request;
    private readonly QuantizationPlan? plan;
    private readonly long? floatBytes;
    private readonly bool copies;
    private readonly List<string> notes = [];

    /// <param name="imported">Where the model is from.</param>
    /// <param name="model">What is changed and written: the imported model, or a copy of it.</param>
    private ConversionJob(ImportedModel imported, Model model, ConversionRequest request)
    {
        this.imported = imported;
        this.model = model;
        this.request = request;
        var before = imported.FilePath is null ? []
            : model.Subgraphs.SelectMany(graph => graph.Values()).Where(value => value.IsVariable).ToHashSet();
        if (request.Quantizes)
        {
            floatBytes = imported.FilePath is { } path ? new FileInfo(path).Length : MeasureFloat();
            if (imported.FilePath is not null)
            {
                PassRunner.Run(model, request.FusesFileRecurrence ? Pipelines.Quantization : Pipelines.QuantizationInPlace);
                model.Metadata.RemoveAll(entry => entry.Key == ControlDependencies);
            }

            plan = request.Plan is { } made ? WeightQuantizer.Apply(model, made)
                : WeightQuantizer.Apply(model, request.Recipe!, request.Options);
        }

        DescribeStates(before);
        Describe(request.RecipeName);
    }

    /// <summary>The float file, since the plan would not make it smaller.</summary>
    private ConversionJob(ImportedModel imported, ConversionRequest request, QuantizationPlan refused)
        : this(imported, imported.Model, request with { Recipe = null, Plan = null })
    {
        this.request = request;
        plan = refused.KeptAsItIs();
        copies = imported.FilePath is { };
        floatBytes = copies ? new FileInfo(imported.FilePath!).Length : null;
        notes.Add($"{WhyNotQuantized(refused)}: {(copies ? "the input is copied as it is" : "the file is the float one")}");
    }

    /// <exception cref="InvalidOperationException">Nothing was written yet.</exception>
    public ConversionReport Report { get => field ?? throw new InvalidOperationException("Nothing was written yet."); private set; }

    /// <param name="imported">Its model is the job's to change; what its constants lie in is needed until the file is written.</param>
    public static ConversionJob Prepare(ImportedModel imported, ConversionRequest request)
    {
        if (!request.Quantizes)
        {
            return new ConversionJob(imported, imported.Model, request);
        }

        var job = new ConversionJob(imported, imported.Model.Copy(out _), request);
        if (job.IsNoLonger())
        {
            return job;
        }

        var first = job.plan!;
        if (request.Plan is not null)
        {
            return new ConversionJob(imported, request, first);
        }

        job = new ConversionJob(imported, imported.Model.Copy(out _), request with { Options = request.Options.WithTables() });
        return job.IsNoLonger() ? job : new ConversionJob(imported, request, first);
    }

    public void Write(Stream stream)
    {
        var bytes = copies ? Copy(stream) : ModelWriter.Write(model, stream);
        var (minimumRuntime, runtimeNotes) = ConversionNotes.Runtime(model, request.TargetRuntime);
        var quantization = plan is null ? null : QuantizationReport.Of(plan);
        Report = new ConversionReport(
            bytes, floatBytes ?? bytes, plan?.Recipe,
            new SortedDictionary<string, int>(model.Subgraphs.SelectMany(graph => graph.Nodes).CountBy(node => node.Operator.Name)
                .ToDictionary(), StringComparer.Ordinal),
            RecurrenceSurvey.Of(model, imported.FilePath is null || request.FusesFileRecurrence),
            quantization)
        {
            Plan = plan,
            Notes = [.. quantization?.Warnings ?? [], .. notes, .. imported.Notes, .. runtimeNotes],
            MinimumRuntime = minimumRuntime,
        };
    }

    private static string WhyNotQuantized(QuantizationPlan plan) =>
        plan.Quantizes() ? $"the file would not become smaller by {plan.Recipe}"
        : plan.Source == "float" ? $"{plan.Recipe} found no constant to quantize"
        : $"{plan.Recipe} has nothing left to do, since the model is {plan.Source}";

    private bool IsNoLonger() =>
        floatBytes is not { } before
        || (request.FusesFileRecurrence && imported.FilePath is not null)
        || (plan!.Quantizes() && ModelWriter.Measure(model) <= before);

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
        return ModelWriter.Measure(model);
    }

    /// <summary>
    /// Says in the file which states live on from one invocation to the next, as the model means it: those that its importer or its fusion
    /// kept. A .tflite file of somebody else keeps all that it had.
    /// </summary>
    private void DescribeStates(HashSet<Value> before)
    {
        if (imported.FilePath is not null && !request.FusesFileRecurrence)
        {
            return;
        }

        var known = KeptStateNames.Read(model);
        var taken = model.Subgraphs.SelectMany(graph => graph.Values()).Where(value => !value.IsVariable).Select(value => value.Name)
            .ToHashSet(StringComparer.Ordinal);
        var variables = model.Subgraphs.SelectMany(graph =>
            graph.Values().Where(value => value.IsVariable).Select(value => (Edit: new GraphEdit(graph), Value: value))).ToList();
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
            notes.Add(
                $"{anew} states of recurrent operators start from zeros at each invocation, as the file says; runtimes other than Octavo "
                + $"must reset variables between sequences");
        }
    }

    /// <summary>Says in the file what made it: version, recipe, hash of the source.</summary>
    private void Describe(string recipe)
    {
        var version = typeof(ConversionJob).Assembly.GetName().Version?.ToString(3) ?? "";
        var text = JsonSerializer.SerializeToUtf8Bytes(new ConversionRecord(version, recipe, imported.ComputeSourceHash()),
            ConversionRecordJson.Default.ConversionRecord);
        model.Metadata.RemoveAll(entry => entry.Key == MetadataName);
        model.Metadata.Add(KeyValuePair.Create<string, ReadOnlyMemory<byte>>(MetadataName, text));
        if (model.Description.Length == 0)
        {
            model.Description = $"Octavo {version}";
        }
    }
}
