using Octavo.Tensors;

namespace Octavo.Graphs;

internal sealed partial class GraphEdit
{
    public void Rename(Value value, string name)
    {
        value.Name = name;
        Touch();
    }

    public void SetType(Value value, ElementType elementType, Shape shape)
    {
        if (value.ElementType != elementType || value.Shape != shape)
        {
            value.ElementType = elementType;
            value.Shape = shape;
            Touch(value);
        }
    }

    public void SetQuantization(Value value, AffineQuantization? quantization, QuantizationDetail? detail = null)
    {
        value.Quantization = quantization;
        value.QuantizationDetail = detail;
        Touch();
    }

    public void SetSparsity(Value value, SparsityDetail? sparsity)
    {
        value.Sparsity = sparsity;
        Touch();
    }

    public void SetVariable(Value value, bool isVariable)
    {
        value.IsVariable = isVariable;
        Touch(value);
    }

    /// <summary>Says that a value is memory that its readers work in.</summary>
    public void SetScratch(Value value)
    {
        value.IsScratch = true;
        Touch(value);
    }

    /// <summary>Replaces the elements of a constant for all its readers; type and shape follow.</summary>
    public void SetConstant(Value value, Constant constant, AffineQuantization? quantization = null)
    {
        value.Constant = constant;
        value.ElementType = constant.ElementType;
        value.Shape = constant.Shape;
        value.Quantization = quantization;
        Touch(value);
    }

    /// <summary>Makes a value a variable that is kept.</summary>
    public void SetKept(Value value)
    {
        value.IsVariable = true;
        value.IsKept = true;
        Touch(value);
    }
}
