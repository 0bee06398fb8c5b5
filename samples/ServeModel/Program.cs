using Octavo;

var path = args is [var model, ..] ? model : "artifacts/mnist_cnn.int8.tflite";

// A server opens the model once; each request waits for one of two interpreters, or until its caller hangs up.
using var pool = InterpreterPool.Open(path, size: 2, new() { TimeLimit = TimeSpan.FromSeconds(10) });
using var hangUp = new CancellationTokenSource(TimeSpan.FromMinutes(1));

var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(request => Answer(request, hangUp.Token)));
Console.WriteLine($"{answers.Length} requests answered, {answers.Distinct().Count()} different answers");

Task<int> Answer(int request, CancellationToken cancellation) => pool.RunAsync(
    interpreter =>
    {
        interpreter.InputSpan<float>(0).Fill(request % 2);
        interpreter.Invoke();
        return TopKAccuracy.ArgMax(interpreter.OutputSpan<float>(0));
    },
    cancellation);
