using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record StridedSlice
{
    private sealed class StridedSliceStep : MovementStep
    {
        private readonly StridedSlice slice;
        private readonly Operand input;
        private readonly Operand output;
        private readonly IndexOperand begin;
        private readonly IndexOperand end;
        private readonly IndexOperand strides;
        private readonly int[] elements;
        private readonly int[] firsts;
        private readonly int[] sizes;
        private readonly int[] steps;
        private readonly StridedCopy copy;

        public StridedSliceStep(StridedSlice slice, KernelContext context)
            : base(context, 1, 2, 3)
        {
            this.slice = slice;
            input = context.Input(0);
            output = context.Output(0);
            begin = new IndexOperand(context.Input(1));
            end = new IndexOperand(context.Input(2));
            strides = new IndexOperand(context.Input(3));
            var rank = input.Shape.Rank;
            var pairs = slice.Walk(new ShapeContext(context.Node), begin.Count, rank);
            elements = [.. pairs.Where(pair => pair.Axis >= 0).Select(pair => pair.Element)];
            firsts = new int[rank];
            sizes = new int[rank];
            steps = new int[rank];
            copy = new StridedCopy(rank);
        }

        protected override void Plan()
        {
            var whole = input.Shape.Sizes;
            long start = 0;
            long count = 1;
            for (var axis = 0; axis < whole.Length; axis++)
            {
                ResolveAxis(axis, whole[axis]);
                start = (start * whole[axis]) + firsts[axis];
                count *= sizes[axis];
            }

            if (count != output.ElementCount)
            {
                throw new OctavoException(ErrorKind.InvalidData, "the slice has another size than its output", Where,
                    output.Shape.ToString(), $"{count} elements");
            }

            copy.Begin(start, 0);
            long sourceStride = Math.Max(1, input.ElementCount);
            var targetStride = Math.Max(1, count);
            for (var axis = 0; axis < whole.Length; axis++)
            {
                sourceStride /= Math.Max(1, whole[axis]);
                targetStride /= Math.Max(1, sizes[axis]);
                copy.Add(sizes[axis], sourceStride * steps[axis], targetStride);
            }
        }

        protected override void Move() => copy.Run(input, output, Workers);

        private void ResolveAxis(int axis, int whole)
        {
            var element = elements[axis];
            if (element < 0)
            {
                (firsts[axis], sizes[axis], steps[axis]) = (0, whole, 1);
            }
            else if (Has(slice.ShrinkAxisMask, element))
            {
                var first = begin[element];
                firsts[axis] = first < 0 ? first + whole : first;
                (sizes[axis], steps[axis]) = (1, 1);
                if (firsts[axis] < 0 || firsts[axis] >= whole)
                {
                    throw new OctavoException(
                        ErrorKind.InvalidData, $"the slice takes a position that axis {axis} does not have", Where,
                        $"a position in [{-whole}, {whole})", $"{first}");
                }
            }
            else
            {
                steps[axis] = strides[element];
                if (steps[axis] == 0)
                {
                    throw new OctavoException(ErrorKind.InvalidData, $"the stride of axis {axis} is 0", Where);
                }

                (firsts[axis], sizes[axis]) = slice.Resolve(whole, element, begin[element], end[element], steps[axis]);
            }
        }
    }
}
