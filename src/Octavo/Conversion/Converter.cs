using Octavo.Evaluation;
using Octavo.Passes;
using Octavo.Quantization;
using Octavo.TensorFlow;
using Octavo.Tensors;

namespace Octavo;

/// <summary>
/// Converts a model to a .tflite file, with 8-bit weights where a recipe asks for them. The three lines of TensorFlow Lite's own guide
/// work: a factory, <see cref="PostTrainingQuantize"/> or <see cref="Optimizations"/>, and <see cref="Convert"/>.
/// </summary>
public sealed partial class Converter
{
    private const string DefaultRecipe = "dynamic-range-int8";

    private static readonly string[] KerasEndings = [".h5", ".hdf5", ".keras"];

    private readonly Func<Converter, ImportedModel> open;

    private readonly string source;

    private Converter(string source, Func<Converter, ImportedModel> open) => (this.source, this.open) = (source, open);

    /// <summary>
    /// Name of a recipe, or path of a recipe file; null for a float model, or what <see cref="PostTrainingQuantize"/> and
    /// <see cref="Optimizations"/> say.
    /// </summary>
    public string? Recipe { get; set; }

    /// <summary>
    /// Path of a plan that an earlier conversion of the same model saved, as it was or changed by hand, which is carried out in place of a
    /// recipe; null for none. Not together with <see cref="Recipe"/>, <see cref="Optimizations"/> or <see cref="QuantizationOptions"/>.
    /// </summary>
    public string? Plan { get; set; }

    /// <summary>Which constants the recipe is applied to.</summary>
    public WeightQuantizationOptions QuantizationOptions { get; set; } = new();

    /// <summary>
    /// Whether recurrent loops of a .tflite file become operators of TFLite, which keep their states from one invocation to the next until
    /// somebody resets them. Models of TensorFlow always get such operators; Octavo runs loops as fast.
    /// </summary>
    public bool FuseRecurrence { get; set; }

    /// <summary>The switch of 2018: the recipe <c>dynamic-range-int8</c>, where <see cref="Recipe"/> names no other.</summary>
    public bool PostTrainingQuantize { get; set; }

    /// <summary>The switch of 2019: with any member the recipe <c>dynamic-range-int8</c>. Not together with <see cref="Recipe"/>.</summary>
    public IReadOnlyList<Optimize> Optimizations { get; set; } = [];

    /// <summary>Shapes for the model's inputs, by name, where the model leaves sizes open.</summary>
    public IReadOnlyDictionary<string, Shape> InputShapes { get; set; } = new Dictionary<string, Shape>();

    /// <summary>
    /// Values that inputs have in every run, by name, so that they are inputs no longer (<c>keep_prob</c> 1, <c>is_training</c> false);
    /// numbers become the type that the input has. See <see cref="InputValueText"/> for text.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> InputValues { get; set; } = new Dictionary<string, Tensor>();

    /// <summary>
    /// The version of TensorFlow Lite that the file is for (<c>2.5</c>): operators that need a newer one are named in the report. Null for
    /// any.
    /// </summary>
    public string? TargetRuntime { get; set; }

    /// <summary>Name of the import pass behind which to stop; null for none.</summary>
    public string? StopAfter { get; set; }

    /// <summary>What the last conversion did; null before the first.</summary>
    public ConversionReport? Report { get; private set; }

    /// <param name="folder">A SavedModel of TensorFlow 1 or 2.</param>
    /// <param name="tags">The tag set, which may be empty; the only one, or <c>serve</c>, where null.</param>
    /// <param name="signatures">Signatures to convert, all of which must work; where null all that do.</param>
    /// <exception cref="OctavoException">There is no SavedModel.</exception>
    public static Converter FromSavedModel(string folder, IReadOnlyList<string>? tags = null, IReadOnlyList<string>? signatures = null) =>
        FromSavedModel(folder, new ConversionSource(tags, signatures));

    /// <param name="folder">A SavedModel of TensorFlow 1 or 2.</param>
    /// <param name="source">Which part of it: tags, signatures, or tensors of its graph in their place.</param>
    /// <exception cref="OctavoException">There is no SavedModel.</exception>
    public static Converter FromSavedModel(string folder, ConversionSource source)
    {
        if (!SavedModelReader.IsSavedModel(folder))
        {
            throw new OctavoException(
                Directory.Exists(folder) ? ErrorKind.MalformedModel : ErrorKind.InputOutput, "This is no SavedModel.", folder,
                "a folder with saved_model.pb",
                Directory.Exists(folder) ? "a folder without it" : File.Exists(folder) ? "a file" : "nothing");
        }

        if (SavedModelReader.FindFrozenGraph(folder) is { } frozen)
        {
            source.RequireNone("a frozen graph", source.Tags, source.Signatures);
            return FromFrozenGraph(frozen, source);
        }

        return new Converter(folder, own => ImportedModel.FromSavedModel(folder, source, own.Given, own.StopAfter));
    }

    /// <param name="path">A frozen graph (.pb).</param>
    /// <param name="inputs">Names of the tensors to feed, placeholders or not; all placeholders that the outputs need where null.</param>
    /// <param name="outputs">Names of the tensors to compute; what no node reads where null.</param>
    /// <exception cref="OctavoException">There is no such file.</exception>
    public static Converter FromFrozenGraph(string path, IReadOnlyList<string>? inputs = null, IReadOnlyList<string>? outputs = null) =>
        FromFrozenGraph(path, new ConversionSource(Inputs: inputs, Outputs: outputs));

    /// <param name="path">A .tflite file; only its weights can be changed.</param>
    /// <exception cref="OctavoException">There is no such file.</exception>
    public static Converter FromTFLite(string path)
    {
        Existing(path);
        return new Converter(path, own => own.StopAfter is not null
            ? throw new OctavoException(ErrorKind.Usage, "A .tflite file goes through no passes.", path,
                hint: "'octavo inspect --nodes' prints its graphs.")
            : own.InputShapes.Count == 0 && own.InputValues.Count == 0
            ? ImportedModel.FromTFLite(path)
            : throw new OctavoException(ErrorKind.Usage, "Shapes and values of a .tflite file's inputs cannot be set when it is converted.",
                path, hint: "Resize its inputs when you run it."));
    }

    /// <summary>The factory that fits: a folder is a SavedModel, <c>.pb</c> a frozen graph, anything else a .tflite file.</summary>
    /// <exception cref="OctavoException">There is no such model, or the options are those of another kind of source.</exception>
    public static Converter From(string path, ConversionSource source)
    {
        if (Directory.Exists(path))
        {
            return FromSavedModel(path, source);
        }

        if (Path.GetFileName(path) is "saved_model.pb" or "saved_model.pbtxt"
            && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            return FromSavedModel(folder, source);
        }

        Existing(path);
        if (KerasEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, "Keras files cannot be converted.", path,
                "a SavedModel folder, a frozen graph (.pb) or a .tflite file", "a Keras file",
                "Export the model as a SavedModel (model.export(folder)).");
        }

        if (path.EndsWith(".pb", StringComparison.OrdinalIgnoreCase))
        {
            source.RequireNone("a frozen graph", source.Tags, source.Signatures);
            return FromFrozenGraph(path, source);
        }

        source.RequireNone("a .tflite file", source.Tags, source.Signatures, source.Inputs, source.Outputs);
        return FromTFLite(path);
    }

    /// <summary>The file's bytes.</summary>
    /// <exception cref="OctavoException">The model cannot be read or converted; see its kind.</exception>
    public byte[] Convert()
    {
        using var stream = new MemoryStream();
        ConvertTo(stream);
        var bytes = stream.ToArray();
        TFLite.TFLiteFile.Verify(bytes);
        return bytes;
    }

    /// <summary>Writes the file to a path: whole or not at all.</summary>
    /// <param name="replace">Whether a file that is there already is replaced.</param>
    /// <exception cref="OctavoException">The model cannot be read or converted, or the file cannot be written.</exception>
    public ConversionReport ConvertToFile(string path, bool replace = true)
    {
        var request = Request();
        FileReplacement.RequireFolder(path, replace);
        return Report = FaultGuard.Run(source, () =>
        {
            using var imported = open(this);
            var job = ConversionJob.Prepare(imported, request);
            FileReplacement.Write(path, stream => job.Write(stream), replace, TFLite.TFLiteFile.Verify);
            return job.Report;
        });
    }

    /// <summary>Writes the file to a stream, one constant after the other.</summary>
    /// <exception cref="OctavoException">The model cannot be read or converted.</exception>
    public ConversionReport ConvertTo(Stream stream)
    {
        var request = Request();
        return Report = FaultGuard.Run(source, () =>
        {
            using var imported = open(this);
            var job = ConversionJob.Prepare(imported, request);
            job.Write(stream);
            return job.Report;
        });
    }

    /// <summary>The graph that would be quantized and written, as text; for looking at what the passes did.</summary>
    /// <exception cref="OctavoException">
    /// There is no pass of the name that <see cref="StopAfter"/> gives (kind Usage), or the model cannot be read.
    /// </exception>
    public string Print()
    {
        if (StopAfter is { } pass && !Pipelines.Import.Any(known => known.Name == pass))
        {
            throw Tensors.NearestName.Unknown("pass", pass, Pipelines.Import.Select(known => known.Name).Distinct(), null);
        }

        return FaultGuard.Run(source, () =>
        {
            using var imported = open(this);
            return string.Join('\n', imported.Model.Subgraphs.Select(Graphs.GraphPrinter.Print));
        });
    }

    private static Converter FromFrozenGraph(string path, ConversionSource source) => new(
        path, own =>
            ImportedModel.FromFrozenGraph(Existing(path), source.Inputs, source.Outputs, own.Given, own.StopAfter,
                source.AllowCustomOperators));

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new OctavoException(ErrorKind.InputOutput, "There is no such file or folder.", path,
            hint: "Give a SavedModel folder, a frozen graph (.pb) or a .tflite file.");

    private GivenInputs Given => new() { Shapes = InputShapes, Values = InputValues };

    private Version? Runtime() => TargetRuntime is null ? null
        : Version.TryParse(TargetRuntime.Contains('.', StringComparison.Ordinal) ? TargetRuntime : $"{TargetRuntime}.0", out var version)
            ? version
            : throw new OctavoException(ErrorKind.Usage, "The version of the target runtime cannot be read.", "--target-runtime",
                "a version of TensorFlow Lite, such as 2.5", $"'{TargetRuntime}'");

    private ConversionRequest Request()
    {
        var recipe = EffectiveRecipe();
        return new ConversionRequest(recipe, QuantizationOptions, FuseRecurrence,
            Runtime()) { Plan = Plan is null ? null : PlanFile.Load(Plan) };
    }

    private Recipe? EffectiveRecipe()
    {
        if (Plan is not null && (Recipe is not null || PostTrainingQuantize || Optimizations.Count != 0 || !QuantizationOptions.IsDefault))
        {
            throw new OctavoException(
                ErrorKind.Usage, "A plan is given together with what a plan is made from.", Plan, "a plan, or a recipe with options",
                hint: "A plan says of each constant what is done with it: change the plan, or leave it out.");
        }

        if (Recipe is not null && Optimizations.Count != 0)
        {
            throw new OctavoException(
                ErrorKind.Usage, "A recipe and optimizations are given together.", null, "one of them",
                $"{Recipe} and {string.Join(", ", Optimizations)}",
                $"Optimizations mean the recipe {DefaultRecipe}: leave them out.");
        }

        var name = Recipe ?? (PostTrainingQuantize || Optimizations.Count != 0 ? DefaultRecipe : null);
        return name is not null ? Quantization.Recipe.FindOrLoad(name)
            : QuantizationOptions.IsDefault ? null
            : throw new OctavoException(
                ErrorKind.Usage, "Options of quantization are given, but no recipe.",
                expected: "a recipe beside --per-tensor, --min-weight-elements, --include and --exclude",
                hint: $"Name one, such as {DefaultRecipe}.");
    }
}
