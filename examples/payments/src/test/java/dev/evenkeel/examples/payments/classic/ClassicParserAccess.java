// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.message.MessageParseResult;

/// Opens the classic reader to tests of other packages.
public final class ClassicParserAccess {
    private final DomMessageParser reader = new DomMessageParser();

    public MessageParseResult read(byte[] bytes) {
        return reader.parse(bytes);
    }
}
