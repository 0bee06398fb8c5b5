using System.Globalization;
using System.Text.Json;
using Octavo.FlatBuffers;

namespace Octavo.TFLite;

/// <summary>The rules and releases of operator-versions.json.</summary>
internal sealed class VersionTable
{
    private readonly Dictionary<BuiltinOperator, IReadOnlyList<VersionRule>> rules = [];
    private readonly Dictionary<BuiltinOperator, IReadOnlyDictionary<int, string>> releases = [];

    /// <param name="operators">An object with one member for each operator.</param>
    public VersionTable(JsonElement operators)
    {
        foreach (var entry in operators.EnumerateObject())
        {
            var code = Enum.Parse<BuiltinOperator>(entry.Name);
            rules.Add(code, [.. entry.Value.GetProperty("rules").EnumerateArray().Select(ReadRule)]);
            releases.Add(code, entry.Value.GetProperty("min_runtime").EnumerateObject().ToDictionary(
                release => int.Parse(release.Name, CultureInfo.InvariantCulture), release => release.Value.GetString()!));
        }
    }

    public IEnumerable<BuiltinOperator> Codes => rules.Keys;

    public static VersionTable Load()
    {
        using var stream = typeof(VersionTable).Assembly.GetManifestResourceStream("operator-versions.json")!;
        using var document = JsonDocument.Parse(stream);
        return new VersionTable(document.RootElement);
    }

    /// <summary>The first whose conditions all hold gives the version.</summary>
    public IReadOnlyList<VersionRule> Rules(BuiltinOperator code) => rules.GetValueOrDefault(code, []);

    public IReadOnlyDictionary<int, string> Releases(BuiltinOperator code) =>
        releases.GetValueOrDefault(code) ?? new Dictionary<int, string>();

    private static VersionRule ReadRule(JsonElement rule) => new(
        rule.GetProperty("version").GetInt32(),
        [.. rule.GetProperty("if").EnumerateArray().Select(condition => VersionCondition.Parse(condition.GetString()!))]);
}
