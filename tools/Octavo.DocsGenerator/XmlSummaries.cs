using System.Reflection;
using System.Xml.Linq;

namespace Octavo.DocsGenerator;

/// <summary>The summaries of an assembly's documentation file, which a build puts beside it.</summary>
internal sealed class XmlSummaries(Assembly assembly)
{
    private readonly Dictionary<string, string> summaries =
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml"))
        .Descendants("member").ToDictionary(
            member => member.Attribute("name")!.Value,
            member =>
                string.Join(' ', (member.Element("summary")?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    public string Of(Type type, string field) => summaries.GetValueOrDefault($"F:{type.FullName}.{field}", "");
}
