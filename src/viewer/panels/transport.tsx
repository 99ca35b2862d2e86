/** The line under the stage: play, step, restart, speed; where keys go just now; select, picture, recording. */
import { speeds } from "../actions.ts";
import { useApp } from "../app.ts";
import { speed as speedText, whole } from "../format.ts";
import { Icon, type IconName } from "../icons.tsx";

export function Transport() {
  const { state, actions } = useApp();
  const { running } = state.status.value;
  const recording = state.recording.value;
  return (
    <div class="transport" role="toolbar" aria-label="Transport">
      <Button
        icon={running ? "pause" : "play"}
        name={running ? "Pause" : "Play"}
        hint="Space"
        accent
        onClick={actions.playOrPause}
      />
      <Button icon="step" name="One tick" hint="." onClick={() => actions.step(1)} />
      <Button icon="leap" name="Ten ticks" hint=">" onClick={() => actions.step(10)} />
      <Button icon="restart" name="Restart" hint="R" onClick={actions.restart} />
      <Speed />
      <div class="transport-middle">
        <Keyboard />
        <Tick />
      </div>
      {/* On a recording every click selects. */}
      {!state.recorded.value && (
        <Button
          icon="select"
          name="Select on the stage"
          hint="V, or Alt and click"
          pressed={state.selecting.value}
          onClick={actions.toggleSelecting}
        />
      )}
      <Button
        icon={state.sound.value ? "sound" : "mute"}
        name="Sound"
        hint="M"
        pressed={state.sound.value}
        look="calm"
        onClick={actions.toggleSound}
      />
      <Button icon="picture" name="Save a picture" hint="P" onClick={actions.savePicture} />
      <Button
        icon={recording ? "stop" : "record"}
        name={recording ? "End the recording" : "Record"}
        hint="K"
        look={recording ? "recording" : undefined}
        onClick={actions.toggleRecording}
      />
    </div>
  );
}

interface ButtonProps {
  readonly icon: IconName;
  readonly name: string;
  readonly hint: string;
  readonly onClick: () => void;
  readonly accent?: boolean;
  readonly pressed?: boolean;
  readonly look?: string;
}

const Button = ({ icon, name, hint, onClick, accent, pressed, look }: ButtonProps) => (
  <button
    type="button"
    class={["button icon-button", accent && "accent", look].filter(Boolean).join(" ")}
    aria-label={name}
    aria-pressed={pressed}
    title={`${name} (${hint})`}
    onClick={onClick}
  >
    <Icon name={icon} />
  </button>
);

function Speed() {
  const { state, actions } = useApp();
  const { speed } = state.status.value;
  const known = speeds.some((one) => one === speed);
  return (
    <select
      class="speed"
      aria-label="Speed"
      title="Speed ([ and ])"
      value={String(speed)}
      onChange={(event) => actions.setSpeed(Number(event.currentTarget.value))}
    >
      {!known && <option value={String(speed)}>{speedText(speed)}</option>}
      {speeds.map((one) => (
        <option key={one} value={String(one)}>
          {speedText(one)}
        </option>
      ))}
    </select>
  );
}

function Tick() {
  const { state } = useApp();
  return (
    <span class="tick" title="The tick of this picture: 1/64 s each, since the start; it stands while nothing changes">
      <span class="quiet">tick</span> {whole(state.figures.value.tick)}
    </span>
  );
}

/** Its room is there before it is: were the line to wrap, the stage would move away under the click that gives it the keys. */
function Keyboard() {
  const { state } = useApp();
  return (
    <span class="keyboard" role="status">
      {state.sceneFocused.value && (
        <>
          Keys go to the scene <kbd>Esc</kbd>
        </>
      )}
    </span>
  );
}
