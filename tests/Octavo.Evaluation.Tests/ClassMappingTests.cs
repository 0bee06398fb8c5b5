using System.Collections.Immutable;

namespace Octavo.Evaluation.Tests;

public sealed class ClassMappingTests
{
    private static readonly string[] Words = ["zero", "one", "two", "three"];

    [Fact]
    public void Classes_are_matched_by_name_and_never_by_their_order()
    {
        var mapping = ClassMapping.Of(["one", "three", "two", "zero"], ClassLabels.Of(Words, "labels.txt"), 4, "data");
        Assert.Equal([1, 3, 2, 0], mapping.Entries.Select(entry => entry.Output));
        Assert.Equal("labels.txt", mapping.Source);
    }

    [Fact]
    public void A_part_of_the_classes_is_enough_where_labels_name_all() =>
        Assert.Equal([2, 0],
            ClassMapping.Of(["two", "zero"], ClassLabels.Of(Words, "labels.txt"), 4, "data").Entries.Select(entry => entry.Output));

    [Fact]
    public void Numbers_are_numbers_of_scores_with_or_without_labels()
    {
        Assert.Equal([0, 10, 2], ClassMapping.Of(["0", "10", "2"], null, 20, "data").Entries.Select(entry => entry.Output));
        Assert.Equal([0, 3],
            ClassMapping.Of(["0", "3"], ClassLabels.Of(Words, "labels.txt"), 4, "data").Entries.Select(entry => entry.Output));
    }

    [Fact]
    public void Numbers_that_are_labels_are_names() =>
        Assert.Equal([0, 1, 2], ClassMapping.Of(["1", "2", "3"], ClassLabels.Of(["1", "2", "3"], "labels.txt"), 3, "data").Entries.Select(
            entry => entry.Output));

    [Fact]
    public void Words_without_labels_are_refused_with_what_to_give() =>
        Refused(() => ClassMapping.Of(Words, null, 4, "data"), "--labels");

    [Fact]
    public void A_word_among_numbers_is_refused() => Refused(() => ClassMapping.Of(["0", "1", "dog"], null, 4, "data"), "dog");

    [Fact]
    public void A_class_that_is_no_label_is_refused_with_the_nearest_one()
    {
        Refused(() => ClassMapping.Of(["zero", "thre"], ClassLabels.Of(Words, "labels.txt"), 4, "data"), "three");
        Refused(() => ClassMapping.Of(["zero", "thre"], ClassLabels.Of(Words, "labels.txt"), 4, "data"), "'thre'");
    }

    [Fact]
    public void More_classes_than_scores_are_refused() =>
        Refused(() => ClassMapping.Of([.. Enumerable.Range(0, 12).Select(index => $"{index}")], null, 10, "data"), "'10', '11'");

    [Fact]
    public void Classes_that_count_from_one_are_told_so() =>
        Refused(() => ClassMapping.Of([.. Enumerable.Range(1, 10).Select(index => $"{index}")], null, 10, "data"), "count from 1");

    [Fact]
    public void One_score_more_than_classes_may_be_a_background_class() =>
        Refused(() => ClassMapping.Of([.. Enumerable.Range(0, 1000).Select(index => $"{index}")], null, 1001, "data"), "background");

    [Fact]
    public void A_single_score_is_no_classifier() => Refused(() => ClassMapping.Of(["0", "1"], null, 1, "data"), "single score");

    [Fact]
    public void Two_classes_for_one_score_are_refused()
    {
        Refused(() => ClassMapping.Of(["1", "01"], null, 4, "data"), "'01'");
        Refused(() => ClassMapping.Of(["Zero", "zero"], ClassLabels.Of(Words, "labels.txt"), 4, "data"), "score 0");
    }

    [Fact]
    public void Labels_of_another_count_are_refused_before_names_are_compared() =>
        Refused(() => ClassMapping.Of(Words, ClassLabels.Of(Words, "labels.txt"), 5, "data"), "5 names");

    [Theory]
    [InlineData(null, "two", 2)]
    [InlineData(3, "3", 3)]
    [InlineData(1, null, 1)]
    public void Labels_of_samples_are_names_or_numbers(int? label, string? text, int expected)
    {
        var resolution = new LabelResolution([], ClassLabels.Of(Words, "labels.txt"), 4, "data");
        Assert.Equal(expected, resolution.Of(new Sample("line 1", [], label, text)));
    }

    [Theory]
    [InlineData(4, null, "0 to 3")]
    [InlineData(-1, null, "0 to 3")]
    [InlineData(null, "twenty", "'two'")]
    [InlineData(null, null, "no label")]
    [InlineData(null, "", "no label")]
    public void Labels_of_samples_that_are_no_class_are_refused_with_the_sample(int? label, string? text, string part)
    {
        var resolution = new LabelResolution([], ClassLabels.Of(Words, "labels.txt"), 4, "data");
        var error = Assert.Throws<OctavoException>(() => resolution.Of(new Sample("line 7", [], label, text)));
        Assert.Equal("line 7", error.Where);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_for_a_label_needs_labels()
    {
        var resolution = new LabelResolution(ImmutableArray<string>.Empty, null, 4, "data");
        Assert.Contains("--labels", Assert.Throws<OctavoException>(() => resolution.Of(new Sample("line 1", [], null, "two"))).Message,
            StringComparison.Ordinal);
    }

    private static void Refused(Func<object> action, string part)
    {
        var error = Assert.Throws<OctavoException>(action);
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
