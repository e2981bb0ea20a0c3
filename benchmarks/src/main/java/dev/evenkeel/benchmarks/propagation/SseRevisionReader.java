// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import dev.evenkeel.benchmarks.http.HttpResponseParser;
import java.util.function.LongConsumer;

/// A parser of server-sent events that reports the id of each complete one; regardless of name and data, the
/// id is the revision. Stores nothing. Not thread-safe.
final class SseRevisionReader implements HttpResponseParser.BodyConsumer {
    private static final byte[] ID = {'i', 'd', ':'};

    private final LongConsumer complete;
    private int column;
    private int matched;
    private long number;
    private long id;

    /// @param complete receives the ids
    SseRevisionReader(LongConsumer complete) {
        this.complete = complete;
    }

    @Override
    public void accept(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (next == '\n') {
                handleLine();
            } else if (next != '\r') {
                accept(next);
            }
        }
    }

    private void accept(byte next) {
        if (column < ID.length && matched == column && next == ID[column]) {
            matched++;
        } else if (matched == ID.length && next >= '0' && next <= '9') {
            number = 10 * number + (next - '0');
        }
        column++;
    }

    private void handleLine() {
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
