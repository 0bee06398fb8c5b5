using Octavo.Graphs;

namespace Octavo.Operators;

public sealed partial record UnidirectionalSequenceLstm : IIntegerKernel
{
    public KernelSupport SupportInteger(Node node) => IntegerLstmSupport.Of(node, LstmOperands.Single, Attributes);

    public Step PrepareInteger(KernelContext context)
    {
        var input = context.Input(0).Shape;
        var sizes = LstmSizes.Of(new KernelShapeContext(context), LstmOperands.Single, input[-1], 0, diagonal: false);
        var times = new LstmTimes(input[TimeMajor ? 1 : 0], input[TimeMajor ? 0 : 1], TimeMajor);
        return new IntegerLstmSequence(context, LstmOperands.Single, Attributes, sizes, times);
    }
}
