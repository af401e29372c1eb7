/**
 * As sound comes out of a village's horns: narrow, driven into clipping, with the echoes of the next
 * horns, in wind. A graph of ffmpeg from `[0:a]` to `[street]`.
 */
export const streetGraph =
  '[0:a]aresample=48000,highpass=f=320,lowpass=f=3800,volume=9dB,asoftclip=type=tanh,' +
  'aecho=0.8:0.7:110|230:0.35|0.2,volume=-9dB[horn];' +
  'anoisesrc=r=48000:c=pink:a=0.02:seed=3[wind];' +
  '[horn][wind]amix=inputs=2:duration=first:normalize=0[street]'
