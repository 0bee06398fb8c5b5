
0
in0Placeholder*
dtype0*
shape:

RintRintin0in0*
T0"ª