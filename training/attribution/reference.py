"""Writes what the network says of a small text, for the test that holds the program's inference to it.

python reference.py WEIGHTS.safetensors WORDS.txt DUMP.ndjson > tests/cases/network/brief.expect

DUMP is what `examples/attribution_tokens.rs` writes for tests/cases/network/brief.txt. The weights are the program's own, so
that only the arithmetic differs: floats here, whole numbers there. A line a token: head A's marginals; then for the cue
`start end` a line a token of its window: head B's scores.
"""

from __future__ import annotations

import json
import sys

import numpy as np
import torch
from safetensors.torch import load_file

import corpus
from crf import forward_backward
from network import Item, Network, Size


def restored(path: str, words: int) -> Network:
    """The network of a weights file, its 8-bit matrices multiplied out."""
    stored = load_file(path)
    state = {}
    for name, tensor in stored.items():
        if name.endswith(".scale") or name.startswith("decision.") or name == "prior":
            continue
        if tensor.dtype == torch.int8:
            scale = stored[name + ".scale"]
            tensor = (tensor.reshape(len(scale), -1).float() * scale[:, None]).reshape(tensor.shape)
        if name.startswith("lstm.bias_l0"):
            direction = name.removeprefix("lstm.bias_l0")
            state[f"lstm.bias_ih_l0{direction}"] = tensor
            state[f"lstm.bias_hh_l0{direction}"] = torch.zeros_like(tensor)
        else:
            state[name] = tensor
    size = Size(
        words=words,
        vector=state["word.weight"].shape[1],
        ngram=state["ngram.weight"].shape[1],
        hidden=state["lstm.weight_hh_l0"].shape[1],
        pair=state["here.weight"].shape[0],
    )
    network = Network(size)
    network.load_state_dict(state)
    return network.eval()


def row(values: list[float]) -> str:
    return " ".join(f"{x:.4f}" for x in values)


def main() -> None:
    weights, words, dump = sys.argv[1:]
    with open(words, encoding="utf-8") as lines:
        ids = {line.rstrip("\n"): i + 2 for i, line in enumerate(lines)}
    network = restored(weights, len(ids))
    transitions, starts = (x.detach().double().numpy() for x in network.token_crf.scores())
    for line in open(dump, encoding="utf-8"):
        for number, record in enumerate(json.loads(line)["paragraphs"]):
            p = corpus.paragraph("brief", number, record["tokens"])
            p.word = torch.tensor([ids.get(t["x"], 1) for t in record["tokens"]])
            with torch.no_grad():
                h, a = network.encode([p])
                marginals = forward_backward(a.double().numpy(), np.ones(a.shape[:2], bool), transitions, starts)[1][0]
                start, end = len(p) // 2, len(p) // 2 + 2
                scores = network.spans(h, [Item(0, p, start, end)])[0][0]
            print("paragraph")
            print("\n".join(row(x) for x in marginals.tolist()))
            print("cue", start, end)
            print("\n".join(row(x) for x in scores.tolist()))


if __name__ == "__main__":
    main()
