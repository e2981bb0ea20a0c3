// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.http;

import java.nio.ByteBuffer;
import java.util.List;

/// A source of requests for one connection. Not thread-safe.
@FunctionalInterface
public interface RequestSource {
    /// Returns the next complete request; the caller must not modify it.
    ByteBuffer next();

    /// Returns a source that takes the next request from each of the sources in turn.
    static RequestSource inTurn(List<? extends RequestSource> sources) {
        return new RequestSource() {
            private int next;

            @Override
            public ByteBuffer next() {
                return sources.get(next++ % sources.size()).next();
            }
        };
    }

    /// Returns a source that repeats the requests in rotation.
    ///
    /// @param first index of the first request
    static RequestSource repeating(List<ByteBuffer> requests, int first) {
        return new RequestSource() {
            private int next = first;

            @Override
            public ByteBuffer next() {
                return requests.get(next++ % requests.size()).duplicate();
            }
        };
    }
}
