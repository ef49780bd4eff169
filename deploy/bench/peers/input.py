"""Images a second through a torchvision DataLoader over PIL images, measured on request.

usage: input.py FOLDER SIZE BATCH WORKERS
FOLDER holds class folders. Decode, RandomResizedCrop, flip, ColorJitter, normalise. Says {"peer": ...}
once it is ready; answers each line with {"imagesPerSecond": ...} of one pass.
"""

import json
import sys
import time

import torch
import torchvision
from torchvision import datasets, transforms

folder, size, batch, workers = sys.argv[1], *map(int, sys.argv[2:5])
torch.set_num_threads(1)
images = datasets.ImageFolder(folder, transforms.Compose([
    transforms.RandomResizedCrop(size),
    transforms.RandomHorizontalFlip(),
    transforms.ColorJitter(0.2, 0.2, 0.2, 0.1),
    transforms.ToTensor(),
    transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
]))
loader = torch.utils.data.DataLoader(images, batch, shuffle=True, num_workers=workers, persistent_workers=workers > 0)
print(json.dumps({"peer": f"torchvision {torchvision.__version__} DataLoader over PIL, {workers} workers"}), flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    seen = sum(len(labels) for _, labels in loader)
    print(json.dumps({"imagesPerSecond": seen / (time.perf_counter() - start)}), flush=True)
