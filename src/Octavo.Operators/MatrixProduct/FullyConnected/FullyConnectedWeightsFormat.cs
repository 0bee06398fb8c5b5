namespace Octavo.Operators;

/// <summary>How a file lays out the weights of <see cref="FullyConnected"/>. The numbers are those of the schema.</summary>
internal enum FullyConnectedWeightsFormat
{
    /// <summary>Rows [outputs, depth].</summary>
    Default = 0,

    /// <summary>Tiles of 4 rows and 16 columns, for uint8 activations on old ARM processors.</summary>
    Shuffled4x16 = 1,
}
