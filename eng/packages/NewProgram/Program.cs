using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Octavo;

// What a program that takes the package does: convert by each recipe, run, evaluate, meet an error. Each line of stdout is the same however
// the
// program was compiled and whatever its culture is; times, which are not, go to stderr.
var (folder, images, output, recipes) = (args[0], args[1], args[2], args[3..]);
CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
Console.Error.WriteLine(Interpreter.SlowForms ?? "kernels run in the forms for this machine");

var watch = Stopwatch.StartNew();
foreach (var recipe in (string?[])[null, .. recipes])
{
    var converter = Converter.FromSavedModel(folder);
    converter.Recipe = recipe;
    var bytes = converter.Convert();
    var name = Path.GetFileName(recipe) ?? "float";
    Console.WriteLine($"{name}: {bytes.Length} bytes {Hash(bytes)}, {converter.Report!.Quantization?.Decisions.Count() ?? 0} decisions");

    var file = Path.Combine(output, $"{name}.tflite");
    File.WriteAllBytes(file, bytes);
    Run(name, file);
}

try
{
    Interpreter.Open(images).Dispose();
}
catch (OctavoException error)
{
    Console.WriteLine($"{error.Kind}: {error.What}");
}

Console.Error.WriteLine($"all: {watch.ElapsedMilliseconds.ToString(CultureInfo.InvariantCulture)} ms");

void Run(string name, string file)
{
    using var interpreter = Interpreter.Open(file);
    using var dataset = Dataset.Open(images);
    var result = new Evaluator(Preprocessing.Parse("scale-255")).Run(interpreter, dataset);
    var scores = interpreter.OutputSpan<float>(0);
    Console.WriteLine(
        $"{name}: {result.Ranks.Count(rank => rank == 0).ToString(CultureInfo.InvariantCulture)} of {result.Samples} right, last scores "
        + $"{Hash(MemoryMarshal.AsBytes(scores))}");
    var fastest = TimeSpan.MaxValue;
    for (var run = 0; run < 500; run++)
    {
        var start = Stopwatch.GetTimestamp();
        interpreter.Invoke();
        fastest = Stopwatch.GetElapsedTime(start) is var time && time < fastest ? time : fastest;
    }

    Console.Error.WriteLine($"{name}: fastest invocation {fastest.TotalMicroseconds.ToString("F1", CultureInfo.InvariantCulture)} us");
}

static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes))[..16];
