using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Counts the graphs that loops and branches run, as they are read. Each place where a function runs becomes a graph of its own, so that a
/// few functions that run each other twice are more graphs than any file can hold.
/// </summary>
internal sealed class BodyCount
{
    private const int MostBodies = 50_000;

    private int count;

    /// <exception cref="OctavoException">There are too many.</exception>
    public void Add(string where)
    {
        if (Interlocked.Increment(ref count) > MostBodies)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, "The loops and branches of the model run too many graphs.", where,
                $"at most {MostBodies}, counting each place where a function runs",
                "more", "Functions that run each other in several places multiply: write them as a loop.");
        }
    }
}
