using Octavo;

var path = args is [var model, ..] ? model : "artifacts/mnist_cnn.int8.tflite";
var images = args is [_, var data, ..] ? data : "samples/data/mnist-500-images-idx3-ubyte.gz";
const int BatchSize = 50;

using var dataset = Dataset.Open(images);
var preprocessing = Preprocessing.Parse("scale-255");
var samples = dataset.Read().Take(BatchSize).Select(preprocessing.Apply).ToList();
float[] pictures = [.. samples.SelectMany(sample => sample.Inputs[0].Values<float>().ToArray())];

using var interpreter = Interpreter.Open(path, new() { Threads = 2 });
var one = interpreter.Input(0).Shape;
interpreter.SetInput<float>(0, pictures, new Shape(BatchSize, one[1], one[2], one[3]));
interpreter.Invoke();

var classes = interpreter.GetOutput<float>(0).Chunk(10).Select(scores => TopKAccuracy.ArgMax<float>(scores)).ToList();
var right = classes.Zip(samples).Count(pair => pair.First == pair.Second.Label);
Console.WriteLine($"{right} of {BatchSize} pictures, in one invocation");
