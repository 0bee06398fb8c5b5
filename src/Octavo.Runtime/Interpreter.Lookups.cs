using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo;

/// <summary>What the graph says of the values that an input may have.</summary>
public sealed partial class Interpreter
{
    /// <summary>
    /// How many rows the smallest table has in which an input's elements are looked up, directly or through operators that only change its
    /// shape; null where no lookup of known size reads it.
    /// </summary>
    public long? LookupRows(int index)
    {
        long? fewest = null;
        var seen = new HashSet<Value>();
        var waiting = new Stack<Value>([InputValue(index)]);
        while (waiting.TryPop(out var value))
        {
            if (!seen.Add(value))
            {
                continue;
            }

            foreach (var use in value.Uses)
            {
                if (use.Node.Operator is ILookupOperator lookup && lookup.RowNumbers == use.Input
                    && lookup.CountRows(use.Node) is > 0 and var rows)
                {
                    fewest = Math.Min(fewest ?? rows, rows);
                }
                else if (use.Input == 0 && IMemoryUse.IsView(use.Node))
                {
                    waiting.Push(use.Node.Output);
                }
            }
        }

        return fewest;
    }
}
