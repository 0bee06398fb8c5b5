using Octavo;

var folder = args is [var source, ..] ? source : "samples/models/mnist_cnn/saved_model";
var images = args is [_, var data, ..] ? data : "samples/data/mnist-500-images-idx3-ubyte.gz";

var converter = Converter.FromSavedModel(folder);
byte[] original = converter.Convert();
converter.Recipe = "dynamic-range-int8";
byte[] quantized = converter.Convert();

var baseline = Evaluate(original, "float");
var result = Evaluate(quantized, converter.Recipe);
var accuracy = result.Top(1);
var interval = accuracy.Wilson();
var test = result.Against(baseline);

Console.WriteLine($"{original.Length} bytes became {quantized.Length}");
Console.WriteLine($"top-1 {accuracy.Value:P1}, between {interval.Low:P1} and {interval.High:P1}");
Console.WriteLine($"{100 * test.Difference:+0.0;-0.0;0.0} points against the float model, p = {test.ExactP:G3}");

Evaluator.Result Evaluate(byte[] bytes, string name)
{
    using var opened = Interpreter.Open(bytes, name: name);
    using var dataset = Dataset.Open(images);
    return new Evaluator(Preprocessing.Parse("scale-255")).Run(opened, dataset);
}
