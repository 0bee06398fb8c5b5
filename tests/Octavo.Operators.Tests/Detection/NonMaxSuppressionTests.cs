using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Scores and boxes that are no numbers: the search comes to an end, and what it picks depends on the input alone.</summary>
public sealed class NonMaxSuppressionTests
{
    private const float OverlapBound = 0.5f;
    private const float LowBound = -1f;

    // Unit squares, far from one another.
    private static readonly float[][] Apart = [.. Enumerable.Range(0, 6).Select(box => Square(10 * box))];

    public static TheoryData<string, float> Bounds => new()
    {
        { "low", LowBound },
        { "lowest", float.NegativeInfinity },
        { "no number", float.NaN },
    };

    [Fact]
    public void A_score_that_is_no_number_is_never_picked()
    {
        float[] scores = [float.NaN, 0.25f, 0.75f, float.NaN, 0.5f, float.NaN];
        RequireSame([2, 4, 1], [], Hard(Apart, scores, LowBound));
        RequireSame([2, 4, 1], [0.75f, 0.5f, 0.25f], Soft(Apart, scores, LowBound, sigma: 0));
        RequireSame([2, 4, 1], [0.75f, 0.5f, 0.25f], Soft(Apart, scores, LowBound, sigma: 0.5f));
    }

    [Fact]
    public void No_box_is_picked_where_the_bound_or_every_score_is_no_number()
    {
        float[] scores = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f];
        RequireSame([], [], Hard(Apart, scores, float.NaN));
        RequireSame([], [], Soft(Apart, scores, float.NaN, sigma: 0.5f));
        float[] none = [.. Enumerable.Repeat(float.NaN, 6)];
        RequireSame([], [], Hard(Apart, none, float.NegativeInfinity));
        RequireSame([], [], Soft(Apart, none, float.NegativeInfinity, sigma: 0.5f));
    }

    [Fact]
    public void A_box_with_a_corner_that_is_no_number_overlaps_no_other_too_much()
    {
        // The last two are the same square: the lower score falls out. The first two are the same as well, but for the corner.
        float[][] boxes = [Square(0), [float.NaN, 0, 1, 1], Square(20), Square(20)];
        RequireSame([1, 0, 3], [], Hard(boxes, [0.3f, 0.9f, 0.1f, 0.2f], LowBound));
        RequireSame([1, 0, 3], [0.9f, 0.3f, 0.2f], Soft(boxes, [0.3f, 0.9f, 0.1f, 0.2f], LowBound, sigma: 0));
    }

    [Fact]
    public void A_score_that_sinks_by_an_overlap_that_is_no_number_falls_out()
    {
        // Boxes of infinite sizes: infinity less infinity in the overlap makes the score of the second no number.
        float[] endless = [float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, float.PositiveInfinity];
        RequireSame([0, 2], [0.9f, 0.4f], Soft([endless, endless, [5, 5, 5, 5]], [0.9f, 0.8f, 0.4f], LowBound, sigma: 0.5f));
        RequireSame([0, 1, 2], [], Hard([endless, endless, [5, 5, 5, 5]], [0.9f, 0.8f, 0.4f], LowBound));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Bounds))]
    public Task Any_mixture_of_numbers_and_none_ends_and_picks_the_same_again(string name, float bound) =>
        Task.Run(() => RequireMixtures(name, bound));

    private static float[] Square(float corner) => [corner, corner, corner + 1, corner + 1];

    private static void RequireMixtures(string name, float bound)
    {
        float[] strange = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, float.MaxValue, float.Epsilon];
        var random = new Random(1);
        float Draw() => random.Next(2) == 0 ? strange[random.Next(strange.Length)] : random.NextSingle();
        for (var round = 0; round < 200; round++)
        {
            float[][] boxes = [.. Enumerable.Range(0, 24).Select(_ => new[] { Draw(), Draw(), Draw(), Draw() })];
            float[] scores = [.. boxes.Select(_ => Draw())];
            var hard = Hard(boxes, scores, bound);
            RequirePicks(hard, scores, bound, $"{name}, round {round}");
            RequireSame(hard.Boxes, hard.Scores, Hard(boxes, scores, bound));
            foreach (var sigma in new[] { 0f, 0.5f, float.Epsilon, float.NaN, float.PositiveInfinity })
            {
                var soft = Soft(boxes, scores, bound, sigma);
                RequirePicks(soft, scores, bound, $"{name}, round {round}, sigma {sigma}");
                Assert.All(soft.Scores, score => Assert.True(score > bound, $"{name}, round {round}, sigma {sigma}: {score} was picked"));
                RequireSame(soft.Boxes, soft.Scores, Soft(boxes, scores, bound, sigma));
            }
        }
    }

    private static void RequireSame(int[] boxes, float[] scores, (int[] Boxes, float[] Scores) picks)
    {
        Assert.Equal(boxes, picks.Boxes);
        Assert.Equal(scores.Select(BitConverter.SingleToInt32Bits), picks.Scores.Select(BitConverter.SingleToInt32Bits));
    }

    private static void RequirePicks((int[] Boxes, float[] Scores) picks, float[] scores, float bound, string where)
    {
        Assert.True(picks.Boxes.Distinct().Count() == picks.Boxes.Length, $"{where}: a box was picked twice");
        Assert.All(picks.Boxes, box => Assert.True(scores[box] > bound, $"{where}: box {box} was picked at {scores[box]}"));
    }

    private static (int[] Boxes, float[] Scores) Hard(float[][] boxes, float[] scores, float bound)
    {
        var outputs = NodeUnderTest.Run(new NonMaxSuppressionV4(), 2, Inputs(boxes, scores, bound));
        return (Picked<int>(outputs[0], outputs[1]), []);
    }

    private static (int[] Boxes, float[] Scores) Soft(float[][] boxes, float[] scores, float bound, float sigma)
    {
        var outputs = NodeUnderTest.Run(new NonMaxSuppressionV5(), 3, [.. Inputs(boxes, scores, bound), Tensor.From(Shape.Scalar, sigma)]);
        return (Picked<int>(outputs[0], outputs[2]), Picked<float>(outputs[1], outputs[2]));
    }

    private static Tensor[] Inputs(float[][] boxes, float[] scores, float bound) =>
    [
        Tensor.From<float>(new Shape(boxes.Length, 4), [.. boxes.SelectMany(box => box)]),
        Tensor.From(new Shape(scores.Length), scores),
        Tensor.From(Shape.Scalar, scores.Length),
        Tensor.From(Shape.Scalar, OverlapBound),
        Tensor.From(Shape.Scalar, bound),
    ];

    /// <summary>The elements up to the count; those behind it must be zeros.</summary>
    private static T[] Picked<T>(Tensor elements, Tensor count)
        where T : unmanaged
    {
        var (all, picked) = (elements.Values<T>().ToArray(), count.Values<int>()[0]);
        Assert.All(all[picked..], rest => Assert.Equal(default, rest));
        return all[..picked];
    }
}
