namespace Octavo.Cli;

/// <summary>For each command a line or two that a new user can type; a test parses them, <c>--help</c> and docs/cli.md show them.</summary>
internal static class CommandExamples
{
    private static readonly Dictionary<string, string[]> Lines = new(StringComparer.Ordinal)
    {
        ["benchmark"] = ["octavo benchmark model.tflite --threads 2 --profile"],
        ["compare"] = ["octavo compare small.tflite float.tflite --random-inputs",
            "octavo compare small.tflite float.tflite --data images.npz --limit 100"],
        ["completion"] =
            ["octavo completion bash > ~/.local/share/bash-completion/completions/octavo", "octavo completion zsh > ~/.zfunc/_octavo"],
        ["convert"] =
        [
            "octavo convert saved_model -o model.tflite",
            "octavo convert saved_model -o small.tflite --recipe dynamic-range-int8",
            "octavo convert frozen_graph.pb -o model.tflite --inputs image --outputs scores --input-shape image=1,224,224,3",
        ],
        ["demo"] = ["octavo demo", "octavo demo -o demo"],
        ["doctor"] = ["octavo doctor"],
        ["evaluate"] =
        [
            "octavo evaluate small.tflite --data pictures --labels labels.txt --preprocess tflite-float-224 --metric top-1,top-5",
            "octavo evaluate small.tflite --data pictures --preprocess tflite-float-224 --baseline float.tflite --max-drop 0.01",
        ],
        ["inspect"] = ["octavo inspect model.tflite", "octavo inspect saved_model --json"],
        ["quantize"] = ["octavo quantize model.tflite -o small.tflite --recipe dynamic-range-int8",
            "octavo quantize model.tflite -o small.tflite --recipe float16-weights --exclude *logits*"],
        ["replay"] = ["octavo replay recorded --kernels reference"],
        ["run"] = ["octavo run model.tflite --random-inputs",
            "octavo run model.tflite --input cat.jpg --preprocess tflite-float-224 --labels labels.txt --top 5",
            "octavo run model.tflite --input input.npz -o output.npz"],
    };

    /// <exception cref="KeyNotFoundException">A command without an example: a fault that a test finds.</exception>
    public static IReadOnlyList<string> Of(string command) => Lines[command];
}
