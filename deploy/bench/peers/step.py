"""PyTorch's eager training step, measured on request: forward, cross-entropy, backward, Adam, loss read.

usage: step.py ARCHITECTURE BATCH SIZE THREADS VARIANT...
A variant is "default", or names of "channels_last" and "bf16" joined by "+".
Says {"peer": ...} once it is ready. For each line "VARIANT STEPS" it takes that many steps and answers
{"ms": [each step's time]}.
"""

import json
import sys
import time

import torch
import torchvision
from torch import nn

CLASSES = 10


def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.ReLU(), nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.AvgPool2d(2),
        nn.Flatten(),
        nn.Linear(256, 120), nn.ReLU(),
        nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, CLASSES),
    )


class Training:
    """One model with its optimizer and a batch, in one memory format."""

    def __init__(self, architecture, batch, size, memory_format):
        channels = 1 if architecture == "lenet5" else 3
        model = lenet5() if architecture == "lenet5" else getattr(torchvision.models, architecture)(num_classes=CLASSES)
        self.model = model.train().to(memory_format=memory_format)
        self.images = torch.randn(batch, channels, size, size).to(memory_format=memory_format)
        self.labels = torch.arange(batch) % CLASSES
        self.optimizer = torch.optim.Adam(self.model.parameters(), 1e-3)
        self.loss = nn.CrossEntropyLoss()

    def step(self, bf16):
        start = time.perf_counter()
        self.optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            loss = self.loss(self.model(self.images), self.labels)
        loss.backward()
        self.optimizer.step()
        loss.item()
        return (time.perf_counter() - start) * 1e3


def main():
    architecture, batch, size, threads = sys.argv[1], *map(int, sys.argv[2:5])
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    formats = {"channels_last" in variant: None for variant in sys.argv[5:]}
    for last in formats:
        formats[last] = Training(architecture, batch, size, torch.channels_last if last else torch.contiguous_format)
    print(json.dumps({"peer": f"PyTorch {torch.__version__} eager"}), flush=True)
    for line in sys.stdin:
        variant, steps = line.split()
        training = formats["channels_last" in variant]
        print(json.dumps({"ms": [training.step("bf16" in variant) for _ in range(int(steps))]}), flush=True)


main()
