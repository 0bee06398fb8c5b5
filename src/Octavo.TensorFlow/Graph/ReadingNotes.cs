namespace Octavo.TensorFlow;

/// <summary>
/// What a user should know of how a model was read: what was taken for an output, which inputs vanished. Each is said once.
/// </summary>
internal sealed class ReadingNotes
{
    private readonly List<string> notes = [];
    private readonly HashSet<string> said = new(StringComparer.Ordinal);

    public IReadOnlyList<string> All => notes;

    public void Add(string note)
    {
        if (said.Add(note))
        {
            notes.Add(note);
        }
    }
}
