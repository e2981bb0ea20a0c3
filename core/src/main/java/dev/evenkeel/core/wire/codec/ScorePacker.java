// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.TrialScore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The binary format of scores: 12 bytes each, big-endian, as base64: unit (8), millionths (4).
final class ScorePacker {
    private static final int BYTES = 12;

    private ScorePacker() {}

    static String pack(List<TrialScore> scores) {
        ByteBuffer packed = ByteBuffer.allocate(scores.size() * BYTES);
        for (TrialScore score : scores) {
            packed.putLong(score.unit());
            packed.putInt(score.millionths());
        }
        return Base64.getEncoder().encodeToString(packed.array());
    }

    static List<TrialScore> unpack(String base64) {
        ByteBuffer packed = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
        if (packed.remaining() % BYTES != 0) {
            throw new IllegalArgumentException(
                    "must contain " + BYTES + " bytes for each score, got " + packed.remaining() + " bytes");
        }
        List<TrialScore> scores = new ArrayList<>(packed.remaining() / BYTES);
        while (packed.hasRemaining()) {
            scores.add(new TrialScore(packed.getLong(), packed.getInt()));
        }
        return scores;
    }
}
