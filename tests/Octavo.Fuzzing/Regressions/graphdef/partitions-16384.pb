
4
in0Placeholder*
dtype0*
shape
:
0
in1Placeholder*
dtype0*
shape:
O
DynamicPartitionDynamicPartitionin0in1*
T0*
num_partitions€€"ª