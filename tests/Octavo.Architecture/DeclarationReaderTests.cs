namespace Octavo.Architecture;

public sealed class DeclarationReaderTests
{
    [Fact]
    public void Braces_in_literals_comments_and_directives_are_not_code()
    {
        const string Text = """"
            #if {
            var a = "{\"{"; // {
            var b = @"{""{"; /* { */ var c = '{'; var d = '\'';
            var e = $"{{ {(x ? "}" : $"{y}")} {{"; var f = """
                { " {
                """; var g = $$"""{ {{h}} }""";
            """";
        var code = CodeText.WithoutCommentsAndLiterals(Text);
        Assert.DoesNotContain('{', code);
        Assert.DoesNotContain('}', code);
        Assert.Equal(Text.Count(letter => letter == '\n'), code.Count(letter => letter == '\n'));
        Assert.Equal(["a", "b", "c", "d", "e", "x", "y", "f", "g", "h"],
            code.Split(' ', '=', ';', '(', ')', '?', ':', '\n').Where(word => word.Length == 1));
    }

    [Fact]
    public void Types_and_members_are_found_with_their_lengths()
    {
        const string Text = """
            namespace N;

            [Thing(1)]
            public sealed partial record Outer<T>(int A, (int, int) B) : Base<T>(A)
                where T : class, new()
            {
                private static readonly (int A, int B)[] Table =
                [
                    (1, 2),
                ];

                public int Automatic { get; } = 3;

                public int Computed => Table switch
                {
                    _ => 1,
                };

                public static bool operator ==(Outer<T> left, T right) => false;

                [Thing(2)]
                [Thing(3)]
                public int Method<U>(U value = default)
                    where U : struct
                {
                    if (value is { })
                    {
                    }

                    return 0;
                }

                private enum Inner { A, B }
            }

            internal delegate int Function(int a);
            """;
        var declarations = DeclarationReader.Read(CodeText.WithoutCommentsAndLiterals(Text));
        Assert.Equal(
            [
                (DeclarationKind.Type, "Outer", 0, 4, 31), (DeclarationKind.Field, "Table", 1, 7, 4),
                (DeclarationKind.Field, "Automatic", 1, 12, 1),
                (DeclarationKind.Method, "Computed", 1, 14, 4), (DeclarationKind.Method, "", 1, 19, 1),
                    (DeclarationKind.Method, "Method", 1, 23, 9),
                (DeclarationKind.Type, "Inner", 1, 33, 1), (DeclarationKind.Type, "Function", 0, 36, 1),
            ],
            declarations.Select(found => (found.Kind, found.Name, found.Depth, found.FirstLine, found.LineCount)));
    }
}
