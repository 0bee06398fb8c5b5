using Octavo.Graphs;
using Octavo.TensorFlow;

namespace Octavo;

/// <summary>Imports the signatures of a SavedModel, or the tensors that a user names in their place.</summary>
internal static class SignatureImport
{
    private const int MalformedExit = 3;
    private const int UnsupportedExit = 4;
    private const int LongestReason = 240;

    /// <returns>The model, not optimized yet, and what is to be said of it.</returns>
    /// <exception cref="OctavoException">Nothing of it can be converted, or something that was named cannot.</exception>
    public static (Model Model, IReadOnlyList<string> Notes) Run(SavedModel model, ConversionSource source, GivenInputs given)
    {
        if (source.Inputs is { Count: > 0 } || source.Outputs is { Count: > 0 })
        {
            source.RequireNone("a SavedModel whose tensors are named", source.Signatures);
            var graph = model.ReadTensors(source.Inputs is { Count: > 0 } ? source.Inputs : null,
                source.Outputs is { Count: > 0 } ? source.Outputs : null, given);
            return (ModelImport.Import([graph], model.Folder, source.AllowCustomOperators), graph.Notes);
        }

        if (source.Signatures is { Count: > 0 } named)
        {
            return Import(model, named, Reading(model, named, given), source.AllowCustomOperators);
        }

        if (model.SignatureNames.IsEmpty)
        {
            var placeholders = model.Placeholders;
            throw new OctavoException(
                ErrorKind.Usage, "The SavedModel has no signature, which would say what its inputs and outputs are.", model.Folder,
                "a signature", "none",
                $"Name the tensors: --inputs {(placeholders.IsEmpty ? "NAME" : string.Join(',', placeholders.Take(4)))} --outputs NAME.");
        }

        var reading = Reading(model, model.SignatureNames, given);
        try
        {
            return Import(model, model.SignatureNames, reading, source.AllowCustomOperators);
        }
        catch (OctavoException error) when (model.SignatureNames.Length > 1 && IsOfModel(error))
        {
            return WithoutRefused(model, reading, error, source.AllowCustomOperators);
        }
    }

    private static string OnOneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestReason ? line : $"{line[..LongestReason]}...";
    }

    private static bool IsOfModel(OctavoException error) => error.ExitCode is MalformedExit or UnsupportedExit;

    /// <summary>
    /// What is given for each signature, of its own inputs. The first also gets shapes of what is no input at all, and refuses them; all
    /// get values of placeholders.
    /// </summary>
    private static GivenInputs[] Reading(SavedModel model, IReadOnlyList<string> signatures, GivenInputs given)
    {
        var all = signatures.SelectMany(name => model.InputNames(name)).ToHashSet(StringComparer.Ordinal);
        return [.. signatures.Select((name, index) =>
        {
            var own = model.InputNames(name).ToHashSet(StringComparer.Ordinal);
            return given.Of(input => own.Contains(input) || (index == 0 && !all.Contains(input)),
                input => own.Contains(input) || !all.Contains(input));
        })];
    }

    private static (Model Model, IReadOnlyList<string> Notes) Import(SavedModel model, IReadOnlyList<string> signatures,
        GivenInputs[] given, bool allowsCustom)
    {
        var graphs = signatures.Select((name, index) => model.ReadSignature(name, given[index])).ToList();
        return (ModelImport.Import(graphs, model.Folder, allowsCustom), graphs.Count == 0 ? [] : graphs[0].Notes);
    }

    /// <summary>Imports the signatures that can be imported by themselves, and names the others.</summary>
    private static (Model Model, IReadOnlyList<string> Notes) WithoutRefused(SavedModel model, GivenInputs[] given, OctavoException first,
        bool allowsCustom)
    {
        var kept = new List<(string Name, GivenInputs Given)>();
        var warnings = new List<string>();
        foreach (var (name, own) in model.SignatureNames.Zip(given))
        {
            try
            {
                Import(model, [name], [own], allowsCustom);
                kept.Add((name, own));
            }
            catch (OctavoException error) when (IsOfModel(error))
            {
                warnings.Add($"signature '{name}' is left out, since it cannot be converted: {OnOneLine(error.What)}");
            }
        }

        if (kept.Count == 0)
        {
            throw first;
        }

        var (imported, notes) =
            Import(model, [.. kept.Select(signature => signature.Name)], [.. kept.Select(signature => signature.Given)], allowsCustom);
        return (imported, [.. warnings, .. notes]);
    }
}
