using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// TensorFlow 1's gated recurrent unit in one operation, whose outputs are r, u, c and h' = u h + (1 - u) c with c = tanh([x, r h] W + b).
/// </summary>
internal sealed class GruBlockCellImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["GRUBlockCell"];

    public void Import(ImportContext context)
    {
        Expression Operand(int index) => new(context, context.AsFloat(context.Input(index)));
        Expression Linear(Expression state, int weights, int bias) =>
            new Expression(context, context.Emit(new Concatenation(1), Operand(0).Value, state.Value))
            .With(new BatchMatMul(), Operand(weights)) + Operand(bias);

        var before = Operand(1);
        var gates =
            context.EmitManyMoved(new Split(2), 2, context.Constant(Tensor.Scalar(1)), Linear(before, 2, 4).Of(new Logistic()).Value);
        var (reset, update) = (new Expression(context, gates[0]), new Expression(context, gates[1]));
        var candidate = Linear(reset * before, 3, 5).Of(new Tanh());
        Expression[] outputs = [reset, update, candidate, (update * before) + ((1f - update) * candidate)];
        for (var index = 0; index < outputs.Length; index++)
        {
            context.SetOutput(index, context.Cast(outputs[index].Value, context.Input(0).ElementType));
        }
    }
}
