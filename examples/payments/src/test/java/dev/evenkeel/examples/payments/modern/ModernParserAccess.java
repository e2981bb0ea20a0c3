// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import dev.evenkeel.examples.payments.message.MessageParseResult;

/// Opens the modern reader to tests of other packages.
public final class ModernParserAccess {
    private final StreamMessageParser reader = new StreamMessageParser(new ModernCoreFaultSwitches());

    public MessageParseResult read(byte[] bytes) {
        return reader.parse(bytes);
    }
}
