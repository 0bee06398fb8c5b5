using Octavo;

var path = args is [var model, ..] ? model : "artifacts/mnist_cnn.int8.tflite";
var images = args is [_, var data, ..] ? data : "samples/data/mnist-500-images-idx3-ubyte.gz";
string[] names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

using var dataset = Dataset.Open(images);
var picture = Preprocessing.Parse("scale-255").Apply(dataset.Read().First()).Inputs[0];

using var interpreter = Interpreter.Open(path);
interpreter.SetInput(0, picture.Values<float>());
interpreter.Invoke();
float[] scores = interpreter.GetOutput<float>(0);

foreach (var (name, score) in names.Zip(scores).OrderByDescending(pair => pair.Second).Take(3))
{
    Console.WriteLine($"{score:P1} {name}");
}
