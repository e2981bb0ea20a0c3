// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.UnitTrial;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The binary format of trials: 11 bytes each, big-endian, as base64: unit (8), flags (1, bit 0 = failed),
/// bin (2).
final class TrialPacker {
    private static final int BYTES = 11;

    private TrialPacker() {}

    static String pack(List<UnitTrial> trials) {
        ByteBuffer packed = ByteBuffer.allocate(trials.size() * BYTES);
        for (UnitTrial trial : trials) {
            packed.putLong(trial.unit());
            packed.put((byte) (trial.failed() ? 1 : 0));
            packed.putShort((short) trial.latencyBin());
        }
        return Base64.getEncoder().encodeToString(packed.array());
    }

    static List<UnitTrial> unpack(String base64) {
        ByteBuffer packed = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
        if (packed.remaining() % BYTES != 0) {
            throw new IllegalArgumentException(
                    "must contain " + BYTES + " bytes for each trial, got " + packed.remaining() + " bytes");
        }
        List<UnitTrial> trials = new ArrayList<>(packed.remaining() / BYTES);
        while (packed.hasRemaining()) {
            trials.add(new UnitTrial(packed.getLong(), (packed.get() & 1) == 1, packed.getShort() & 0xffff));
        }
        return trials;
    }
}
