using System.CommandLine;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>Options that take one of a few words.</summary>
internal static class ChoiceOption
{
    public static Option<string> OneOf(string name, string unlessTold, string description, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            DefaultValueFactory = _ => unlessTold,
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (!words.Contains(word, StringComparer.Ordinal))
                {
                    var hint = NearestName.Of(word, words, onlyIfNear: true) is { } nearest ? $" Did you mean {nearest}?" : "";
                    result.AddError($"{name} takes {string.Join(" or ", words)}, not '{word}'.{hint}");
                }

                return word;
            },
        };
        option.CompletionSources.Add(words);
        return option;
    }
}
