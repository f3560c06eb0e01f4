"""Writes the program's weights: matrices as 8-bit integers with one scale a row, small tensors as they are.

python export.py NET STAGE_C WEIGHTS.safetensors WORDS.txt      STAGE_C may be `-`
"""

from __future__ import annotations

import sys

import torch
from safetensors.torch import save_file
from torch import Tensor

SMALL = {"shape", "quote", "place", "near", "between"}


def quantised(name: str, w: Tensor) -> dict[str, Tensor]:
    """`name` as 8-bit integers and `name.scale`: value = integer * scale of its row."""
    rows = w.reshape(w.shape[0], -1)
    scale = rows.abs().amax(1).clamp(min=1e-8) / 127
    whole = torch.round(rows / scale[:, None]).clamp(-127, 127).to(torch.int8)
    return {name: whole.reshape(w.shape).contiguous(), name + ".scale": scale}


def tensors(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """All tensors of the network as the file holds them; small tables and vectors stay floats, an LSTM's two biases are one."""
    out: dict[str, Tensor] = {}
    for direction in ("", "_reverse"):
        out[f"lstm.bias_l0{direction}"] = state[f"lstm.bias_ih_l0{direction}"] + state[f"lstm.bias_hh_l0{direction}"]
    for name, w in state.items():
        module = name.partition(".")[0]
        if module == "state" or name.startswith("lstm.bias"):
            continue
        exact = w.dim() == 1 or module.endswith("_crf") or module in SMALL
        out.update({name: w.contiguous()} if exact else quantised(name, w))
    return out


def main() -> None:
    source, stage_c, weights, words = sys.argv[1:]
    kept = torch.load(source)
    vocabulary = kept["words"]
    out = tensors(kept["state"])
    out["prior"] = kept["prior"]
    if stage_c != "-":
        out.update(torch.load(stage_c))
    save_file(out, weights)
    with open(words, "w", encoding="utf-8") as file:
        file.writelines(w + "\n" for w in vocabulary)
    print(f"{weights}: {sum(t.numel() * t.element_size() for t in out.values())} bytes, {len(vocabulary)} words")


if __name__ == "__main__":
    main()
