using Octavo;

var path = args is [var model, ..] ? model : "artifacts/mnist_cnn.int8.tflite";
var images = args is [_, var data, ..] ? data : "samples/data/mnist-500-images-idx3-ubyte.gz";

using var dataset = Dataset.Open(images);
var scaled = Preprocessing.Parse("scale-255").Apply(dataset.Read().First());
ReadOnlySpan<float> picture = scaled.Inputs[0].Values<float>();

using var interpreter = Interpreter.Open(path, new() { Threads = 2 });

picture.CopyTo(interpreter.InputSpan<float>(0));
interpreter.Invoke();
ReadOnlySpan<float> scores = interpreter.OutputSpan<float>(0);

Console.WriteLine($"class {TopKAccuracy.ArgMax(scores)}, the label says {scaled.Label}");
