// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.message.Reading;

/// Opens the classic reader to tests of other packages.
public final class ClassicReading {
    private final TreeReader reader = new TreeReader();

    public Reading read(byte[] bytes) {
        return reader.read(bytes);
    }
}
