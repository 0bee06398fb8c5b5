using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>What <c>run</c> prints: as text the outputs and the best classes of every call, as JSON the outputs of the last one.</summary>
internal static class RunReport
{
    private const int MostValues = 10;
    private const int MostCalls = 20;

    public static void Show(IReadOnlyList<FinishedCall> calls, bool json)
    {
        var last = calls[^1];
        if (json)
        {
            Console.WriteLine(Describe(calls).ToJsonString());
            return;
        }

        if (calls.Count > MostCalls)
        {
            Console.WriteLine($"{calls.Count} calls, the last {MostCalls} of them:");
        }

        foreach (var (number, call) in calls.Index().TakeLast(MostCalls))
        {
            foreach (var output in call.Outputs)
            {
                var place = calls.Count > 1 ? $"call {number}, " : "";
                Console.WriteLine($"{place}{output.Name}: {output.Tensor.ElementType} {output.Tensor.Shape}, {Values(output.Tensor)}");
            }

            foreach (var (row, classes) in (call.Top ?? []).Index())
            {
                string?[] places = [calls.Count > 1 ? $"call {number}" : null, call.Top!.Count > 1 ? $"sample {row}" : null];
                var sample = string.Join(", ", places.OfType<string>());
                Console.WriteLine(sample.Length == 0 ? "best classes:" : $"best classes of {sample}:");
                foreach (var entry in classes)
                {
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{entry.Score,12:F6}  {entry.Name}{(entry.Name == $"{entry.Index}" ? "" : $" ({entry.Index})")}"));
                }
            }
        }
    }

    private static JsonObject Describe(IReadOnlyList<FinishedCall> calls) => new()
    {
        ["outputs"] = calls[^1].Outputs.ToJson(Describe),
        ["top"] = Describe(calls[^1].Top),
        ["calls"] = calls.ToJson(call => new JsonObject { ["latency_us"] = call.Time.TotalMicroseconds, ["top"] = Describe(call.Top) }),
        ["latency_us"] = calls[^1].Time.TotalMicroseconds,
    };

    private static JsonObject Describe(NamedOutput output)
    {
        var values = Numbers(output.Tensor);
        return new JsonObject
        {
            ["name"] = output.Name, ["key"] = output.Key, ["type"] = output.Tensor.ElementType.ToString(),
                ["shape"] = output.Tensor.Shape.ToArray().ToJson(),
            ["minimum"] = JsonParts.Finite(values.DefaultIfEmpty().Min()), ["maximum"] = JsonParts.Finite(values.DefaultIfEmpty().Max()),
            ["non_finite"] = values.Count(value => !double.IsFinite(value)),
        };
    }

    private static JsonArray? Describe(IReadOnlyList<IReadOnlyList<TopClass>>? samples) =>
        samples?.ToJson(classes => classes.ToJson(entry => new JsonObject
    {
        ["index"] = entry.Index, ["name"] = entry.Name, ["score"] = JsonParts.Finite(entry.Score),
    }));

    private static double[] Numbers(Tensor tensor) => tensor.ElementType == ElementType.String ? [] : TensorValues.ToDouble(tensor);

    private static string Values(Tensor tensor)
    {
        IEnumerable<string> values = tensor.ElementType == ElementType.String
            ? tensor.Strings.Take(MostValues).Select(text => JsonValue.Create(Encoding.UTF8.GetString(text.Span)).ToJsonString())
            : Numbers(tensor).Take(MostValues).Select(value => value.ToString("G6", CultureInfo.InvariantCulture));
        return string.Join(", ", values) + (tensor.ElementCount > MostValues ? ", ..." : "");
    }
}
