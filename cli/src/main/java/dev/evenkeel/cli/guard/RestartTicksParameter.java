// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.cli.jsonlines.JsonNumberReader;
import java.util.BitSet;
import tools.jackson.databind.JsonNode;

/// The request member `restartAt`: the ticks before which the mixture restarts; never if absent or null.
final class RestartTicksParameter {
    private final BitSet ticks = new BitSet();

    RestartTicksParameter(JsonLineRequest request) throws InvalidLineException {
        if (request.has("restartAt")) {
            JsonNode list = request.requireList("restartAt", "[2,5], of tick indexes from 0, or null");
            int size = request.get("ticks").size();
            long last = -1;
            for (int i = 0; i < list.size(); i++) {
                last = index(list.get(i), "restartAt[" + i + "]", last, size);
                ticks.set((int) last);
            }
        }
    }

    boolean isRestartBefore(int tick) {
        return ticks.get(tick);
    }

    private static long index(JsonNode value, String place, long last, int size) throws InvalidLineException {
        long index = JsonNumberReader.readCount(value, () -> place);
        if (index <= last) {
            throw new InvalidLineException(place + " must be above the one before it, " + last + ", got " + index);
        }
        if (index >= size) {
            throw new InvalidLineException(
                    place + " must be the index of a tick, counted from 0: there are " + size + " ticks, got " + index);
        }
        return index;
    }
}
