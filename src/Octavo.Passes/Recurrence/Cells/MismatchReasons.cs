namespace Octavo.Passes;

/// <summary>Collects why something was not recognized; of several reasons the one that came furthest stands.</summary>
internal sealed class MismatchReasons
{
    private int furthest = -1;

    /// <summary>Null where nothing was found.</summary>
    public string? Reason { get; private set; }

    /// <param name="stage">How far the match had come; later stages know better.</param>
    public void Add(RecurrenceStage stage, string reason)
    {
        if ((int)stage > furthest)
        {
            furthest = (int)stage;
            Reason = reason;
        }
    }
}
