namespace Octavo.Operators;

/// <summary>Copies consecutive parts of a tensor, cut along one axis, into the outputs.</summary>
/// <param name="axis">Where the axis is known, it; otherwise it is read from <paramref name="axisOperand"/> in each run.</param>
internal sealed class PartsStep(KernelContext context, int input, int? axisOperand, int axis = 0) : MovementStep(context, axisOperand ?? 0)
{
    private readonly Operand source = context.Input(input);
    private readonly IndexOperand? axisSource = axisOperand is { } index ? new IndexOperand(context.Input(index)) : null;
    private readonly Operand[] targets = [.. context.Node.Outputs.Select((_, output) => context.Output(output))];
    private readonly StridedCopy[] copies = [.. context.Node.Outputs.Select(_ => new StridedCopy(context.Input(input).Shape.Rank + 1))];

    protected override void Plan()
    {
        var sizes = source.Shape.Sizes;
        var along = axisSource?[0] ?? axis;
        along = along < 0 ? along + sizes.Length : along;
        var inner = source.Shape.ElementCountBetween(along + 1, sizes.Length);
        var outer = source.Shape.ElementCountBetween(0, along);
        long start = 0;
        for (var part = 0; part < targets.Length; part++)
        {
            var run = outer * inner == 0 ? 0 : targets[part].ElementCount / outer;
            copies[part].Begin(start, 0);
            copies[part].Add(outer, sizes[along] * inner, run);
            copies[part].Add(run, 1, 1);
            start += run;
        }
    }

    protected override void Move()
    {
        for (var part = 0; part < targets.Length; part++)
        {
            copies[part].Run(source, targets[part], Workers);
        }
    }
}
