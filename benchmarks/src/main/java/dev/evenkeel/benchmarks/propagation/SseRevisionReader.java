// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import dev.evenkeel.benchmarks.http.HttpResponseParser;
import java.util.function.LongConsumer;

/// Reads server-sent events and tells the id of each complete one; whatever its name and data, the id is the
/// revision. Keeps nothing. Confined to one thread.
final class SseRevisionReader implements HttpResponseParser.BodyConsumer {
    private static final byte[] ID = {'i', 'd', ':'};

    private final LongConsumer complete;
    private int column;
    private int matched;
    private long number;
    private long id;

    /// @param complete gets the ids
    SseRevisionReader(LongConsumer complete) {
        this.complete = complete;
    }

    @Override
    public void accept(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (next == '\n') {
                endOfLine();
            } else if (next != '\r') {
                take(next);
            }
        }
    }

    private void take(byte next) {
        if (column < ID.length && matched == column && next == ID[column]) {
            matched++;
        } else if (matched == ID.length && next >= '0' && next <= '9') {
            number = 10 * number + (next - '0');
        }
        column++;
    }

    private void endOfLine() {
        if (column == 0) {
            if (id > 0) {
                complete.accept(id);
            }
            id = 0;
        } else if (matched == ID.length) {
            id = number;
        }
        column = 0;
        matched = 0;
        number = 0;
    }
}
