# SPDX-License-Identifier: Apache-2.0
"""MurmurHash3 x86 32-bit and the buckets of flagd's fractional, v1 and v2, written from their definitions.

Reads lines of key TAB weight TAB weight ..., writes lines of hash TAB bucket by v1 TAB bucket by v2; -1 is none.
"""

import struct
import sys
from fractions import Fraction

MASK = 0xFFFFFFFF


def rotate(x, bits):
    return ((x << bits) | (x >> (32 - bits))) & MASK


def scramble(block):
    return (rotate((block * 0xCC9E2D51) & MASK, 15) * 0x1B873593) & MASK


def murmur3(data):
    h = 0
    whole = len(data) // 4 * 4
    for (block,) in struct.iter_unpack("<I", data[:whole]):
        h = (rotate(h ^ scramble(block), 13) * 5 + 0xE6546B64) & MASK
    h ^= scramble(int.from_bytes(data[whole:], "little"))
    h ^= len(data)
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & MASK
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & MASK
    return h ^ (h >> 16)


def v1(h, weights):
    signed = h - (1 << 32) if h >= 1 << 31 else h
    bucket = abs(signed) / 2147483647 * 100
    total = sum(weights)
    border = 0.0
    last = -1
    for i, weight in enumerate(weights):
        border += 100 * weight / total
        if weight > 0:
            last = i
        if bucket < border:
            return i
    return last


def v2(h, weights):
    """By exact fractions, without any shift."""
    total = sum(weights)
    if total > 2147483647:
        return -1
    position = Fraction(h * total, 1 << 32)
    border = 0
    for i, weight in enumerate(weights):
        border += weight
        if position < border:
            return i
    return -1


with open(sys.argv[1], encoding="utf-8", newline="\n") as source, open(
    sys.argv[2], "w", encoding="utf-8", newline="\n"
) as target:
    for line in source.read().split("\n")[:-1]:
        key, *written = line.split("\t")
        shares = [int(float(weight)) for weight in written]
        h = murmur3(key.encode("utf-8"))
        print(h, v1(h, [float(share) for share in shares]), v2(h, shares), sep="\t", file=target)
