"""PyTorch's eager forward pass of one image, measured on request.

usage: inference.py ARCHITECTURE SIZE THREADS
Says {"peer": ...} once it is ready; answers each line "IMAGES" with {"ms": [each forward's time]}.
"""

import json
import sys
import time

import torch
import torchvision

architecture, size, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)
model = getattr(torchvision.models, architecture)(weights=None).eval()
image = torch.randn(1, 3, size, size)


def forward():
    start = time.perf_counter()
    model(image).argmax(1).item()
    return (time.perf_counter() - start) * 1e3


print(json.dumps({"peer": f"PyTorch {torch.__version__} eager"}), flush=True)
with torch.inference_mode():
    for line in sys.stdin:
        print(json.dumps({"ms": [forward() for _ in range(int(line))]}), flush=True)
