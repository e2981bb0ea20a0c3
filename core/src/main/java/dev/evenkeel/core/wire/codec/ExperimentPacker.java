// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import dev.evenkeel.core.wire.ExperimentExposure;
import dev.evenkeel.core.wire.UnitOutcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/// The binary format of exposures and outcomes, big-endian, as base64. An exposure: unit (8), age in
/// milliseconds (4), covariate (8, IEEE 754). An outcome: unit (8), age in milliseconds (4), events (4),
/// total (8, IEEE 754).
final class ExperimentPacker {
    private static final int EXPOSURE = 20;
    private static final int OUTCOME = 24;

    private ExperimentPacker() {}

    static String packExposures(List<ExperimentExposure> exposures) {
        ByteBuffer packed = ByteBuffer.allocate(exposures.size() * EXPOSURE);
        for (ExperimentExposure exposure : exposures) {
            packed.putLong(exposure.unit()).putInt(exposure.ageMillis()).putDouble(exposure.covariate());
        }
        return Base64.getEncoder().encodeToString(packed.array());
    }

    static List<ExperimentExposure> unpackExposures(String base64) {
        return unpack(
                base64,
                EXPOSURE,
                packed -> new ExperimentExposure(packed.getLong(), packed.getInt(), packed.getDouble()));
    }

    static String packOutcomes(List<UnitOutcome> outcomes) {
        ByteBuffer packed = ByteBuffer.allocate(outcomes.size() * OUTCOME);
        for (UnitOutcome outcome : outcomes) {
            packed.putLong(outcome.unit())
                    .putInt(outcome.ageMillis())
                    .putInt(outcome.events())
                    .putDouble(outcome.total());
        }
        return Base64.getEncoder().encodeToString(packed.array());
    }

    static List<UnitOutcome> unpackOutcomes(String base64) {
        return unpack(
                base64,
                OUTCOME,
                packed -> new UnitOutcome(packed.getLong(), packed.getInt(), packed.getInt(), packed.getDouble()));
    }

    private static <T> List<T> unpack(String base64, int bytes, Function<ByteBuffer, T> reader) {
        ByteBuffer packed = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
        if (packed.remaining() % bytes != 0) {
            throw new IllegalArgumentException(
                    "must contain " + bytes + " bytes for each unit, got " + packed.remaining() + " bytes");
        }
        List<T> all = new ArrayList<>(packed.remaining() / bytes);
        while (packed.hasRemaining()) {
            all.add(reader.apply(packed));
        }
        return all;
    }
}
