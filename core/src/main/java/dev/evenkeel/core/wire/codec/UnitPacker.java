// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The binary format of units: 8 bytes each, big-endian, as base64.
final class UnitPacker {
    private UnitPacker() {}

    static String pack(List<Long> units) {
        ByteBuffer packed = ByteBuffer.allocate(units.size() * Long.BYTES);
        units.forEach(packed::putLong);
        return Base64.getEncoder().encodeToString(packed.array());
    }

    static List<Long> unpack(String base64) {
        ByteBuffer packed = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
        if (packed.remaining() % Long.BYTES != 0) {
            throw new IllegalArgumentException(
                    "must contain " + Long.BYTES + " bytes for each unit, got " + packed.remaining() + " bytes");
        }
        List<Long> units = new ArrayList<>(packed.remaining() / Long.BYTES);
        while (packed.hasRemaining()) {
            units.add(packed.getLong());
        }
        return units;
    }
}
