using Octavo.Quantization;

namespace Octavo.Cli.Tests;

public sealed class DecisionSummaryTests
{
    [Fact]
    public void Constants_with_one_reason_are_one_line_and_those_alone_keep_their_name()
    {
        QuantizationDecision[] decisions =
        [
            new("a", "int8 per channel", "for FULLY_CONNECTED 'first'"), new("b", "kept float", "bias of FULLY_CONNECTED 'first'"), new("c", "int8 per channel", "for FULLY_CONNECTED 'second'"),
            new("d", "kept float", "960 elements, fewer than 1024"), new("e", "kept float", "12 elements, fewer than 1024"), new("f", "kept float", "13 elements, fewer than 1024"),
        ];
        Assert.Equal(
            ["3 constants: kept float, fewer than 1024", "2 constants: int8 per channel, for FULLY_CONNECTED", "b: kept float, bias of FULLY_CONNECTED 'first'"],
            DecisionSummary.Lines(decisions));
    }
}
