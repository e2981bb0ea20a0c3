// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import dev.evenkeel.examples.payments.message.Reading;

/// Opens the modern reader to tests of other packages.
public final class ModernReading {
    private final StreamReader reader = new StreamReader(new FaultSwitches());

    public Reading read(byte[] bytes) {
        return reader.read(bytes);
    }
}
