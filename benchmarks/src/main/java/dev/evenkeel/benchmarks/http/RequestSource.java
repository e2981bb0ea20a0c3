// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.http;

import java.nio.ByteBuffer;
import java.util.List;

/// Gives a connection one request after the other. Confined to one thread.
@FunctionalInterface
public interface RequestSource {
    /// The next whole request; read, not changed.
    ByteBuffer next();

    /// The same requests in turn, for ever.
    ///
    /// @param first index of the first one
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
