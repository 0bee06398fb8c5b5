using Octavo;

var folder = args is [var source, ..] ? source : "samples/models/mnist_cnn/saved_model";
var output = args is [_, var target, ..] ? target : "artifacts/mnist_cnn.int8.tflite";

var converter = Converter.FromSavedModel(folder);
converter.Optimizations = [Optimize.ForSize];
byte[] model = converter.Convert();

File.WriteAllBytes(output, model);

var report = converter.Report!;
Console.WriteLine($"{report.FloatBytes} bytes became {report.Bytes}");
foreach (var decision in report.Quantization!.Decisions)
{
    Console.WriteLine($"{decision.Value}: {decision.Action}, {decision.Reason}");
}
