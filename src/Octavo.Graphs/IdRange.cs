namespace Octavo.Graphs;

/// <summary>
/// Numbers the values and nodes of one model, in the order in which they are made. A graph numbers what it holds by itself until it becomes
/// part of a model;
/// from then on its numbers follow those that the model had given, and what is made in it takes the model's next.
/// </summary>
internal sealed class IdRange
{
    private int start;
    private int count;
    private IdRange? outer;

    /// <summary>A place among the numbers, fixed once the graph is part of a model.</summary>
    public readonly record struct Id(IdRange Range, int Offset)
    {
        public int Number => Range.start + Offset;
    }

    /// <summary>The next number, which nothing else of the model has.</summary>
    public Id Take()
    {
        var range = Outermost();
        return new Id(range, range.count++);
    }

    /// <summary>A number that another model gave, for the copy of what has it.</summary>
    public Id TakeSame(int number)
    {
        var range = Outermost();
        range.count = Math.Max(range.count, number + 1);
        return new Id(range, number);
    }

    /// <summary>Gives no number that another model gave already.</summary>
    public void Skip(IdRange other) => count = other.Outermost().count;

    /// <summary>Puts the numbers behind those of a model; nothing happens where they are its own.</summary>
    public void Join(IdRange model)
    {
        var (own, other) = (Outermost(), model.Outermost());
        if (!ReferenceEquals(own, other))
        {
            own.start = other.count;
            other.count += own.count;
            own.outer = other;
        }
    }

    private IdRange Outermost()
    {
        var range = this;
        while (range.outer is { } next)
        {
            range = next;
        }

        return range;
    }
}
