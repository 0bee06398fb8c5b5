namespace Octavo.Cli;

/// <summary>One model's part of an evaluation.</summary>
internal sealed record EvaluatedModel(
    string Model, Evaluator.Result Result, Evaluator.Result? Baseline, AccuracyGate? Gate, double Seconds);
