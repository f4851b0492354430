import type { Strings } from '../strings.ts'

/** The voice recorder. */
export const recorderStrings = {
  recording: 'Recording',
  recordingTime: (time) => `Recording, ${time}`,
  askingForMicrophone: 'Waiting for the microphone…',
  discardRecording: 'Discard recording',
  sendRecording: 'Send voice message',
  microphoneDenied: 'The microphone is blocked. Allow it in your browser’s site settings, then try again.',
  microphoneMissing: 'No microphone was found. Connect one, then try again.',
  microphoneUnsupported: 'This browser cannot record voice messages.',
  microphoneFailed: 'The recording could not be started. Another app may be using the microphone.',
  pauseRecording: 'Pause recording',
  resumeRecording: 'Go on recording',
  recordingPaused: 'Recording paused',
  recordingFull: (limit) => `${limit} is the longest. Send or discard it.`,
  recordingLost: 'The microphone was disconnected. Send or discard it.',
} satisfies Partial<Strings>
