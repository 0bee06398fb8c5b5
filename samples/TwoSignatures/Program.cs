using Octavo;

var path = args is [var model, ..] ? model : "samples/models/running_total.tflite";

using var interpreter = Interpreter.Open(path);
Console.WriteLine($"signatures: {string.Join(", ", interpreter.SignatureNames)}");

// Both belong to the one interpreter: they share what the model keeps, and are disposed with it.
var accumulate = interpreter.ForSignature("accumulate");
var read = interpreter.ForSignature("read");

foreach (var step in new float[] { 1, 2, 3 })
{
    accumulate.SetInput<float>("v", [step, 10 * step, 100 * step]);
    accumulate.Invoke();
}

Console.WriteLine($"accumulated: {Total()}");

interpreter.ResetVariables();
Console.WriteLine($"after a reset: {Total()}");

string Total()
{
    read.Invoke();
    return string.Join(", ", read.GetOutput<float>("value"));
}
