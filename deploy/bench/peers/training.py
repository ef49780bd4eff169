"""A textbook's training loop over a folder of train/ and val/ or test/ class folders, measured on request.

usage: training.py cifar|frozen FOLDER EPOCHS THREADS
cifar: ResNet-20 (He et al. 2015, option A) on 32 pixels, random crop, flip, jitter and erasing, Adam.
frozen: torchvision's ResNet-18 with a frozen backbone and a new head, on 224 pixels, Adam on the head.
Says {"peer": ...} once it is ready. Each line trains from the start, validation after each epoch, and is
answered with {"seconds", "images", "accuracy"}.
"""

import json
import os
import sys
import time

import torch
import torchvision
from torch import nn
from torch.nn import functional
from torchvision import datasets, transforms

kind, folder, epochs, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
BATCH = {"cifar": 64, "frozen": 32}[kind]
NORMALISE = transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
PLAIN = {
    "cifar": [transforms.ToTensor(), NORMALISE],
    "frozen": [transforms.Resize((224, 224)), transforms.ToTensor(), NORMALISE],
}[kind]
AUGMENTED = {
    "cifar": [
        transforms.RandomCrop(32, padding=4),
        transforms.RandomHorizontalFlip(),
        transforms.ColorJitter(0.2, 0.2, 0.2, 0.1),
        *PLAIN,
        transforms.RandomErasing(0.5),
    ],
    "frozen": PLAIN,
}[kind]


class Block(nn.Module):
    """Two 3x3 convolutions beside a shortcut without parameters."""

    def __init__(self, channels_in, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels_in, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.stride = stride
        self.pad = (channels - channels_in) // 2

    def forward(self, x):
        y = self.bn2(self.conv2(functional.relu(self.bn1(self.conv1(x)))))
        if self.stride != 1:
            x = functional.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, self.pad, self.pad))
        return functional.relu(x + y)


def resnet20():
    layers = [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
    channels_in = 16
    for channels in (16, 32, 64):
        for place in range(3):
            layers.append(Block(channels_in, channels, 2 if place == 0 and channels != 16 else 1))
            channels_in = channels
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def frozen_resnet18(classes):
    model = torchvision.models.resnet18(weights=None)
    for parameter in model.parameters():
        parameter.requires_grad = False
    model.fc = nn.Linear(model.fc.in_features, classes)
    return model


def run(train, validation):
    torch.manual_seed(0)
    model = resnet20() if kind == "cifar" else frozen_resnet18(len(train.classes))
    optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], 1e-3)
    criterion = nn.CrossEntropyLoss()
    training_batches = torch.utils.data.DataLoader(train, BATCH, shuffle=True, num_workers=threads)
    validation_batches = torch.utils.data.DataLoader(validation, BATCH, num_workers=threads)
    start = time.perf_counter()
    correct = 0
    for _ in range(epochs):
        model.train()
        for images, labels in training_batches:
            optimizer.zero_grad()
            loss = criterion(model(images), labels)
            loss.backward()
            optimizer.step()
            loss.item()
        model.eval()
        correct = 0
        with torch.no_grad():
            for images, labels in validation_batches:
                correct += (model(images).argmax(1) == labels).sum().item()
    return {
        "seconds": time.perf_counter() - start,
        "images": epochs * len(train),
        "accuracy": correct / len(validation),
    }


torch.set_num_threads(threads)
held_out = next(name for name in ("val", "test") if os.path.isdir(os.path.join(folder, name)))
train_set = datasets.ImageFolder(os.path.join(folder, "train"), transforms.Compose(AUGMENTED))
validation_set = datasets.ImageFolder(os.path.join(folder, held_out), transforms.Compose(PLAIN))
print(json.dumps({"peer": f"textbook loop, PyTorch {torch.__version__}"}), flush=True)
for _ in sys.stdin:
    print(json.dumps(run(train_set, validation_set)), flush=True)
