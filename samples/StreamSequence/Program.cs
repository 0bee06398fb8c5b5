using Octavo;

var path = args is [var model, ..] ? model : "samples/models/mnist_lstm_keras.tflite";
var images = args is [_, var data, ..] ? data : "samples/data/mnist-500-images-idx3-ubyte.gz";
const int PictureCount = 50;
const int RowsAtOnce = 4;

using var dataset = Dataset.Open(images);
var preprocessing = Preprocessing.Parse("scale-255");
var samples = dataset.Read().Take(PictureCount).Select(preprocessing.Apply).ToList();

// The network was written for sequences of 28 rows. Here rows arrive a few at a time, and its states live on from one invocation to the
// next.
using var interpreter = Interpreter.Open(path);
var rowSize = interpreter.Input(0).Shape[2];
interpreter.ResizeInput(0, new Shape(1, RowsAtOnce, rowSize));

var right = 0;
foreach (var sample in samples)
{
    // A new sequence: back to the states before the first row.
    interpreter.ResetVariables();
    var picture = sample.Inputs[0].Values<float>();
    var opinions = new List<int>();
    for (var start = 0; start < picture.Length; start += RowsAtOnce * rowSize)
    {
        picture.Slice(start, RowsAtOnce * rowSize).CopyTo(interpreter.InputSpan<float>(0));
        interpreter.Invoke();
        opinions.Add(TopKAccuracy.ArgMax(interpreter.OutputSpan<float>(0)));
    }

    if (sample == samples[0])
    {
        Console.WriteLine($"the first picture, {RowsAtOnce} rows at a time: {string.Join(", ", opinions)}");
    }

    right += opinions[^1] == sample.Label ? 1 : 0;
}

Console.WriteLine($"{right} of {PictureCount} pictures, once all rows were read");
