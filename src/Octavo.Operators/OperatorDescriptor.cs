using Octavo.FlatBuffers;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>One line of the catalogue: an operator's type, its place in a file, and how its options become the operator.</summary>
internal sealed class OperatorDescriptor
{
    private readonly Lazy<OperatorSignature> signature;

    private OperatorDescriptor(Type type, BuiltinOperator code, Func<OperatorSignature> signature,
        Func<ISchemaTable?, Operator> read, Func<Operator, ISchemaTable?> write)
    {
        Type = type;
        Code = code;
        this.signature = new(signature);
        Read = read;
        Write = write;
    }

    /// <summary>The operator's record; the facets it implements are its capabilities.</summary>
    public Type Type { get; }

    public BuiltinOperator Code { get; }

    /// <summary>What nodes of it look like in a file; made when it is first asked for.</summary>
    public OperatorSignature Signature => signature.Value;

    /// <summary>The operator for a file's options table; null reads as all defaults.</summary>
    public Func<ISchemaTable?, Operator> Read { get; }

    /// <summary>The options table for a file; null where the operator has none.</summary>
    public Func<Operator, ISchemaTable?> Write { get; }

    public bool Has<TFacet>() => typeof(TFacet).IsAssignableFrom(Type);

    public static OperatorDescriptor Describe<TOperator, TOptions>()
        where TOperator : Operator, ITFLiteCodec<TOperator, TOptions>
        where TOptions : class, ISchemaTable, new() =>
        new(
            typeof(TOperator),
            TOperator.Code,
            static () => TOperator.Signature,
            options => TOperator.Read(options as TOptions ?? new TOptions()),
            @operator => ((TOperator)@operator).Write() is var written && written is NoOptions ? null : written);
}
