namespace Octavo.Operators;

internal sealed partial record Concatenation
{
    private class ConcatenationStep : MovementStep
    {
        private readonly StridedCopy[] copies;

        public ConcatenationStep(Concatenation concatenation, KernelContext context)
            : base(context)
        {
            Output = context.Output(0);
            Axis = Output.Shape.NormalizeAxis(concatenation.Axis);
            Inputs = [.. context.Node.Inputs.Select((_, index) => context.Input(index))];
            copies = [.. Inputs.Select(_ => new StridedCopy(Output.Shape.Rank))];
        }

        protected Operand[] Inputs { get; }

        protected Operand Output { get; }

        protected int Axis { get; }

        protected override void Plan()
        {
            var inner = Output.Shape.ElementCountBetween(Axis + 1, Output.Shape.Rank);
            long start = 0;
            for (var index = 0; index < Inputs.Length; index++)
            {
                var sizes = Inputs[index].Shape.Sizes;
                copies[index].BeginBox(sizes, Output.Shape.Sizes, 0, start * inner, sizes);
                start += sizes[Axis];
            }
        }

        protected override void Move()
        {
            for (var index = 0; index < Inputs.Length; index++)
            {
                copies[index].Run(Inputs[index], Output, Workers);
            }
        }
    }
}
