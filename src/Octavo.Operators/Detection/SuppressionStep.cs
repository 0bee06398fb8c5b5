using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Takes the best box from a heap, compares it with those picked since it was looked at last, and picks it, drops it, or puts it back with
/// the score that it has sunk to.
/// </summary>
internal sealed unsafe class SuppressionStep(KernelContext context, bool isSoft) : Step
{
    private readonly Operand boxes = context.Input(0);
    private readonly Operand scores = context.Input(1);
    private readonly Operand most = context.Input(2);
    private readonly Operand overlapBound = context.Input(3);
    private readonly Operand scoreBound = context.Input(4);
    private readonly Operand? sigma = isSoft ? context.Input(5) : null;
    private readonly Operand positions = context.Output(0);
    private readonly Operand? pickedScores = isSoft ? context.Output(1) : null;
    private readonly Operand pickedCount = context.Output(isSoft ? 2 : 1);
    private readonly string where = context.Node.Where;
    private readonly ScratchMemory scratch = context.Scratch(Math.Max(1, context.Input(1).ElementCount) * sizeof(Candidate));

    private struct Candidate
    {
        public float Score;
        public int Box;

        /// <summary>How many picked boxes it has been compared with.</summary>
        public int Compared;
    }

    public override void Run()
    {
        var limit = most.Span<int>()[0];
        if (limit < 0)
        {
            throw new OctavoException(ErrorKind.InvalidData, "the number of boxes to pick is negative", where, "at least 0", $"{limit}");
        }

        SetSize(positions, limit);
        positions.Bytes.Clear();
        if (pickedScores is not null)
        {
            SetSize(pickedScores, limit);
            pickedScores.Bytes.Clear();
        }

        pickedCount.Span<int>()[0] = limit == 0 ? 0 : Pick(limit, (Candidate*)scratch.Pointer);
    }

    private static void SetSize(Operand output, int size) =>
        output.Resize(output.Shape.IsKnown && output.Shape[0] == size ? output.Shape : new Shape(size));

    private int Pick(int limit, Candidate* heap)
    {
        var count = Fill(heap);
        var bound = scoreBound.Floats[0];
        var spread = sigma is null ? 0 : sigma.Floats[0];
        var picked = 0;
        while (picked < limit && count > 0)
        {
            var best = heap[0];
            var score = best.Score;
            var isDropped = Compare(ref best, picked, bound, spread);
            if (!isDropped && best.Score == score)
            {
                ((int*)positions.Pointer)[picked] = best.Box;
                if (pickedScores is not null)
                {
                    pickedScores.Floats[picked] = best.Score;
                }

                picked++;
                isDropped = true;
            }

            // A score that is no number any more (the overlap of boxes of infinite sizes) is not above the bound either: else it would be
            // looked at for ever.
            heap[0] = isDropped || !(best.Score > bound) ? heap[--count] : best;
            Sink(heap, 0, count);
        }

        return picked;
    }

    /// <summary>Compares a candidate with the boxes picked since, the last one first; lowers its score.</summary>
    /// <returns>Whether it overlaps one of them too much.</returns>
    private bool Compare(ref Candidate candidate, int picked, float bound, float spread)
    {
        for (var other = picked - 1; other >= candidate.Compared; other--)
        {
            var overlap =
                BoxOverlap.Of(boxes.Floats + ((nint)candidate.Box * 4), boxes.Floats + ((nint)((int*)positions.Pointer)[other] * 4));
            if (overlap >= overlapBound.Floats[0])
            {
                return true;
            }

            if (spread > 0)
            {
                candidate.Score *= Exponential.Exp(new Lanes1(-0.5f / spread * overlap * overlap)).Value;
                if (!(candidate.Score > bound))
                {
                    break;
                }
            }
        }

        candidate.Compared = picked;
        return false;
    }

    private int Fill(Candidate* heap)
    {
        var count = 0;
        for (var box = 0; box < (int)scores.ElementCount; box++)
        {
            if (scores.Floats[box] > scoreBound.Floats[0])
            {
                heap[count++] = new Candidate { Score = scores.Floats[box], Box = box };
            }
        }

        for (var root = (count / 2) - 1; root >= 0; root--)
        {
            Sink(heap, root, count);
        }

        return count;
    }

    private static void Sink(Candidate* heap, int root, int count)
    {
        while ((2 * root) + 1 < count)
        {
            var child = (2 * root) + 1;
            child += child + 1 < count && IsBetter(heap[child + 1], heap[child]) ? 1 : 0;
            if (!IsBetter(heap[child], heap[root]))
            {
                return;
            }

            (heap[root], heap[child]) = (heap[child], heap[root]);
            root = child;
        }
    }

    private static bool IsBetter(in Candidate one, in Candidate other) =>
        one.Score > other.Score || (one.Score == other.Score && one.Box < other.Box);
}
