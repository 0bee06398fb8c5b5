using System.Diagnostics;
using System.Text.Json;

namespace Octavo.Benchmarks;

/// <summary>Another engine in a process of its own: one JSON command a line in, one JSON answer a line out.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process process;

    public PeerProcess(string python, string script) => process = Process.Start(new ProcessStartInfo(python, [script])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    }) ?? throw new InvalidOperationException($"{python} cannot be started.");

    /// <exception cref="InvalidOperationException">The peer answers with an error, or not at all.</exception>
    public JsonElement Ask(object command)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(command));
        process.StandardInput.Flush();
        var line = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"The peer ended: {process.StandardError.ReadToEnd()}");
        var answer = JsonSerializer.Deserialize<JsonElement>(line);
        return answer.TryGetProperty("error", out var error) ? throw new InvalidOperationException($"The peer refuses: {error}") : answer;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
